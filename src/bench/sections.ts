import { timeCommands } from './commands.ts';
import { measureMemory } from './mock-memory.ts';
import { compareServers } from './mock-throughput.ts';
import { pinning } from './processes.ts';
import { heading, microseconds, milliseconds, row, times } from './rows.ts';
import { timeSignatures } from './signatures.ts';
import { timeSignedCall } from './signed-call.ts';
import { timeTamperingMatrix } from './tampering-matrix.ts';

/** The benchmark's parts by name. */
export const sections: Readonly<Record<string, () => Promise<void>>> = {
  commands: () => {
    heading('Whole processes, wall time, median of 7');
    for (const [name, seconds] of Object.entries(timeCommands(7))) row(name, milliseconds(seconds));
    return Promise.resolve();
  },

  call: async () => {
    heading('One signed call (payments/initiate), mock in another process, one connection, median of 15 rounds of 200');
    const { signed, bare } = await timeSignedCall({ rounds: 15, calls: 200 });
    row('bare undici and node:crypto (floor)', microseconds(bare / 1000));
    row('signed, verified, judged, recorded', microseconds(signed / 1000), times(signed, bare));
  },

  signatures: async () => {
    heading('A message signed and verified, beside bare node:crypto over the same base, median of 15 rounds of 200');
    const perSecond = (ms: number, floor: number): string =>
      `${(1000 / ms).toFixed(0).padStart(7)}/s, bare ${(1000 / floor).toFixed(0).padStart(7)}/s, ${(ms / floor).toFixed(2).padStart(5)} times its time`;
    for (const { name, sign, bareSign, verify, bareVerify } of await timeSignatures({ rounds: 15, calls: 200 })) {
      row(`${name}, sign`, perSecond(sign, bareSign));
      row(`${name}, verify`, perSecond(verify, bareVerify));
    }
  },

  matrix: async () => {
    const { trials, matrix, sound } = await timeTamperingMatrix(5);
    heading(`The tampering matrix, ${trials} trials of three calls, mock in this process, median of 5`);
    row('as many sound calls (floor)', milliseconds(sound));
    row('the whole matrix', milliseconds(matrix), times(matrix, sound));
  },

  mock: async () => {
    heading(
      'The standalone mock beside other servers, in processes of their own; kept-alive mTLS, requests signed ahead',
    );
    row(pinning ? 'server and sender keep to a core each (taskset)' : 'server and sender share the cores (no taskset)');
    const loads = [
      { connections: 1, requests: 400 },
      { connections: 16, requests: 1600 },
      { connections: 64, requests: 1600 },
    ];
    const { comparisons, absent } = await compareServers(7, loads);
    for (const { kind, connections, requests, throughputs, floor } of comparisons) {
      heading(`${kind}, connections: ${connections}, median of 7 rounds of ${requests}; processor time of a request`);
      for (const [name, { perSecond, serverTime, senderTime }] of throughputs) {
        const spent = `server ${microseconds(serverTime)}, sender ${microseconds(senderTime)}`;
        row(name, `${perSecond.toFixed(0).padStart(6)}/s`, times(perSecond, floor), spent);
      }
    }
    if (absent !== undefined) row(absent);

    heading('Memory of the standalone mock, whole payments: initiate, approve, finalize, refund, status');
    for (const [requests, { measure, megabytes }] of await measureMemory([1000, 10_000, 50_000, 100_000])) {
      row(`after ${requests} requests`, `${megabytes.toFixed(0).padStart(6)} MB ${measure}`);
    }
  },
};
