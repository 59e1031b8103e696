import { latenciesOf, type Latency } from '../certification/latency.ts';
import { counted } from '../certification/words.ts';
import type { Change } from '../contract/types/comparison.ts';
import type { Result } from '../contract/types/result.ts';

/** What a busy machine or network may do to a median by itself; less than this is not told. */
const margin = { factor: 1.5, ms: 5, calls: 5 };

/** Operations that take longer to answer than before. Told, and no regression by itself: nothing here demands a speed. */
export function slowerCalls(old: Result, now: Result): Change[] {
  const before = new Map(latenciesOf(old).map((latency) => [latency.operation, latency]));
  return latenciesOf(now).flatMap((is) => {
    const was = before.get(is.operation);
    if (was === undefined || !isSlower(was, is)) return [];
    const { operation } = is;
    return {
      ...({ kind: 'slower calls', of: 'operation', regression: false } as const),
      ...{ id: operation, title: operation, before: shown(was), after: shown(is) },
    };
  });
}

const isSlower = (was: Latency, is: Latency): boolean =>
  Math.min(was.calls, is.calls) >= margin.calls &&
  is.medianMs > was.medianMs * margin.factor &&
  is.medianMs - was.medianMs > margin.ms;

const shown = ({ medianMs, calls }: Latency): string =>
  `${medianMs.toFixed(1)} ms, median of ${counted(calls, 'call')}`;
