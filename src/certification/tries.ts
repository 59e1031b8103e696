import type { ScenarioResult } from '../contract/types/result.ts';
import { groups } from './groups.ts';
import { flaky, reasonOf, stateOf, type State } from './outcome.ts';

/** Which of several tries is worth looking at, the most telling first. */
export const telling: readonly State[] = ['FAILED', 'WARNING', 'BLOCKED', 'REVIEW', 'SKIPPED', 'PASSED'];

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
  const states = tries.map(({ outcome }) => stateOf(outcome));
  const worst = telling.flatMap((state) => tries[states.indexOf(state)] ?? [])[0] ?? unfinished;
  return judgeStates(states, repeat, { worst, unfinished });
}

/** The same for a result, which keeps only the states of the tries and the worst one. */
export function judgeStates(
  states: readonly State[],
  repeat: number,
  { worst, unfinished }: { readonly worst: ScenarioResult; readonly unfinished: ScenarioResult },
): ScenarioResult {
  const tries = [...states];
  // A try that was blocked says nothing about the API, so nothing that differs.
  const byState = groups(
    states.filter((state) => state !== 'BLOCKED'),
    (state) => state,
  );
  if (byState.length > 1) {
    const counts = byState.map(([state, own]) => `${own.length} ${state.toLowerCase()}`).join(', ');
    const inTurn = states.map((state) => state.toLowerCase()).join(', ');
    const why = [
      `its results differ: of ${states.length} tries ${counts} (in turn: ${inTurn})`,
      reasonOf(worst.outcome),
    ]
      .filter(Boolean)
      .join('; ');
    return { ...worst, tries, outcome: flaky(why) };
  }
  const decided = states.length >= repeat || stateOf(worst.outcome) === 'FAILED';
  return { ...(decided ? worst : unfinished), tries };
}
