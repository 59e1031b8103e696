import type { ScenarioResult } from '../contract/types/result.ts';
import { groups } from './groups.ts';
import { flaky, reasonOf, stateOf, type State } from './outcome.ts';

/** Which of several tries is worth looking at, the most telling first. */
const telling: readonly State[] = ['FAILED', 'WARNING', 'REVIEW', 'SKIPPED', 'PASSED'];

/**
 * What the tries of one scenario show together. Where their results differ it is flaky, however many of them passed, and the
 * evidence is that of the worst one.
 *
 * @param unfinished what it is while a try is missing
 */
export function judgeTries(
  tries: readonly ScenarioResult[],
  repeat: number,
  unfinished: ScenarioResult,
): ScenarioResult {
  const byState = groups(tries, ({ outcome }) => stateOf(outcome)) as [State, ScenarioResult[]][];
  const worst = telling.flatMap((state) => byState.find(([own]) => own === state)?.[1] ?? [])[0] ?? unfinished;
  if (byState.length > 1) {
    const counts = byState.map(([state, own]) => `${own.length} ${state.toLowerCase()}`).join(', ');
    const inTurn = tries.map(({ outcome }) => stateOf(outcome).toLowerCase()).join(', ');
    const why = [`its results differ: of ${tries.length} tries ${counts} (in turn: ${inTurn})`, reasonOf(worst.outcome)]
      .filter(Boolean)
      .join('; ');
    return { ...worst, outcome: flaky(why) };
  }
  return tries.length < repeat && stateOf(worst.outcome) !== 'FAILED' ? unfinished : worst;
}
