import { headlineOf, type Headline } from '../../certification/headline.ts';
import { latenciesOf, type Latency } from '../../certification/latency.ts';
import type { Counts, Result, Verdict } from '../../contract/types/result.ts';
import { tallyOf, type Tally } from '../html/tally.ts';

/** What a history keeps of a result: all of its evidence would be too much, many times over. */
export interface HistoryPoint {
  readonly file: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly headline: Headline;
  readonly selection: string | undefined;
  /** How many stand where. */
  readonly requirements: readonly Tally[];
  readonly scenarios: Counts;
  readonly latencies: readonly Latency[];
}

export const pointOf = (file: string, result: Result): HistoryPoint => ({
  file,
  startedAt: result.startedAt,
  target: result.target.name,
  verdict: result.verdict,
  headline: headlineOf(result),
  selection: result.selection,
  requirements: tallyOf(result.requirements),
  scenarios: result.summary.scenarios,
  latencies: latenciesOf(result),
});
