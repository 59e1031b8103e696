import type { Order } from './load/generator.ts';
import { requestsOfALife } from './load/lives.ts';
import { startLoadedMock } from './loaded-mock.ts';
import { cores, memoryUse, startAsked, type MemoryUse } from './processes.ts';

const connections = 16;

/** What the standalone mock holds in memory after so many requests of whole payments, from their start to a refund. */
export async function measureMemory(marks: readonly number[]): Promise<ReadonlyMap<number, MemoryUse>> {
  const mock = await startLoadedMock();
  const generator = startAsked('load/generator.js', cores.load);
  const { endpoint, sender, account, initiate } = mock;
  const uses = new Map<number, MemoryUse>();
  let done = 0;
  try {
    for (const mark of marks) {
      const payments = (mark - done) / requestsOfALife;
      const order: Order = { order: 'lives', endpoint, sender, account, initiate, connections, payments };
      await generator.ask(order);
      uses.set(mark, memoryUse(mock.pid));
      done = mark;
    }
    return uses;
  } finally {
    await generator.stop();
    await mock.stop();
  }
}
