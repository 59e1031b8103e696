import { latenciesOf, type Latency } from '../../certification/latency.ts';
import type { Counts, Result, Verdict } from '../../contract/types/result.ts';

/** What a history keeps of a result: all of its evidence would be too much, many times over. */
export interface HistoryPoint {
  readonly file: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly selection: string | undefined;
  readonly requirements: Counts;
  readonly scenarios: Counts;
  readonly latencies: readonly Latency[];
}

export const pointOf = (file: string, result: Result): HistoryPoint => ({
  file,
  startedAt: result.startedAt,
  target: result.target.name,
  verdict: result.verdict,
  selection: result.selection,
  requirements: result.summary.requirements,
  scenarios: result.summary.scenarios,
  latencies: latenciesOf(result),
});
