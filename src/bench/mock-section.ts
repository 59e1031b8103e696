import { measureMemory } from './mock-memory.ts';
import { compareServers, type Comparison } from './mock-throughput.ts';
import { pinning } from './processes.ts';
import { heading, microseconds, row } from './rows.ts';
import { floors } from './servers/contenders.ts';

const rounds = 7;
const loads = [
  { connections: 1, requests: 400 },
  { connections: 16, requests: 1600 },
  { connections: 64, requests: 1600 },
];

/** The mock beside other servers, and its memory. */
export async function printMock(): Promise<void> {
  heading(`The standalone mock beside other servers, a process each; kept-alive mTLS, requests signed ahead; medians`);
  row(pinning ? 'server and sender keep to a core each (taskset)' : 'server and sender share the cores (no taskset)');
  row('processor time is that of one request; the sender is not the limit where it has the smaller one');
  const { comparisons, absent } = await compareServers(rounds, loads);
  for (const comparison of comparisons) printComparison(comparison);
  if (absent !== undefined) row(absent);

  heading('Memory of the standalone mock, whole payments: initiate, approve, finalize, refund, status');
  for (const [requests, { measure, megabytes }] of await measureMemory([1000, 10_000, 50_000, 100_000])) {
    row(`after ${requests} requests`, `${megabytes.toFixed(0).padStart(6)} MB ${measure}`);
  }
}

function printComparison({ kind, connections, requests, throughputs }: Comparison): void {
  heading(`${kind}, connections: ${connections}, ${rounds} rounds of ${requests}`);
  const share = (perSecond: number, floor: string): string =>
    (perSecond / (throughputs.get(floor)?.perSecond ?? NaN)).toFixed(2);
  for (const [name, { perSecond, serverTime, senderTime }] of throughputs) {
    row(
      name,
      `${perSecond.toFixed(0).padStart(6)}/s`,
      `${share(perSecond, floors.bare)} of bare, ${share(perSecond, floors.signing)} of bare with node:crypto`,
      `server ${microseconds(serverTime)}, sender ${microseconds(senderTime)}`,
    );
  }
}
