import type { Batch, BatchTimes } from './load/batch.ts';
import type { Order } from './load/generator.ts';
import { kindsOf } from './load/kinds.ts';
import { startLoadedMock } from './loaded-mock.ts';
import { median } from './measure.ts';
import { cores, startAsked } from './processes.ts';
import { startContenders, type Contender } from './servers/contenders.ts';

export interface Throughput {
  /** Median. */
  readonly perSecond: number;
  /** Seconds of processor time that a request took the server; NaN where the system does not tell. */
  readonly serverTime: number;
  /** The same of the process that sends: as long as it is the smaller one, the sender is not the limit. */
  readonly senderTime: number;
}

export interface Load {
  readonly connections: number;
  /** Of a round. */
  readonly requests: number;
}

export interface Comparison extends Load {
  readonly kind: string;
  /** By server. */
  readonly throughputs: ReadonlyMap<string, Throughput>;
}

export interface ServerComparison {
  readonly comparisons: readonly Comparison[];
  /** Who could not be compared, and why. */
  readonly absent?: string | undefined;
}

/** The mock beside other servers, in interleaved rounds. */
export async function compareServers(rounds: number, loads: readonly Load[]): Promise<ServerComparison> {
  const mock = await startLoadedMock();
  const kinds = await kindsOf(mock);
  const { contenders, absent } = await startContenders(mock, kinds);
  const generator = startAsked('load/generator.js', cores.load);
  try {
    const comparisons: Comparison[] = [];
    for (const load of loads) {
      for (const { name: kind, sent } of kinds) {
        const loaded = contenders.filter(({ only = sent.method }) => only === sent.method);
        const times = await interleaved(loaded, rounds, ({ server: { pid, endpoint } }) => {
          const batch: Batch = { pid, endpoint, sender: mock.sender, sent, ...load };
          return generator.ask({ order: 'batch', ...batch } satisfies Order) as Promise<BatchTimes>;
        });
        const throughputs = new Map([...times].map(([name, rounds]) => [name, throughputOf(rounds, load.requests)]));
        comparisons.push({ kind, ...load, throughputs });
      }
    }
    return { comparisons, absent };
  } finally {
    await generator.stop();
    for (const { server } of contenders) await server.stop();
  }
}

async function interleaved(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<BatchTimes>,
): Promise<Map<string, BatchTimes[]>> {
  const measured = new Map<string, BatchTimes[]>(contenders.map(({ name }) => [name, []]));
  // One round that is not counted warms up the compilers.
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of contenders) {
      const times = await measure(contender);
      if (round >= 0) measured.get(contender.name)?.push(times);
    }
  }
  return measured;
}

/** Processor time is counted too roughly for single rounds. */
function throughputOf(rounds: readonly BatchTimes[], requests: number): Throughput {
  const mean = (of: 'serverSeconds' | 'senderSeconds'): number =>
    rounds.reduce((sum, round) => sum + round[of], 0) / rounds.length / requests;
  return {
    perSecond: requests / median(rounds.map(({ seconds }) => seconds)),
    serverTime: mean('serverSeconds'),
    senderTime: mean('senderSeconds'),
  };
}
