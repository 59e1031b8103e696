import { failingStates } from '../certification/changes-problem.ts';
import { stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { Change } from '../contract/types/comparison.ts';
import type { Outcome, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import type { Pair } from './pairs.ts';

type Selected = Pick<Result, 'selection'>;

/** Whether one of two runs selected what the other did not: only what both ran can be compared then. */
export const isPartial = (old: Selected, now: Selected): boolean => old.selection !== now.selection;

interface Judged {
  readonly outcome: Outcome;
}

const ran = ({ outcome }: Judged): boolean => !['NOT_RUN', 'INTERRUPTED'].includes(stateOf(outcome));

/** The pairs of which both sides ran. */
export const bothRan = <T extends Judged>(pairs: readonly Pair<T>[]): Pair<T>[] =>
  pairs.filter(({ before, after }) => before && after && ran(before) && ran(after));

/** Fewer scenarios can show that a requirement fails, but not that it was fixed. */
export const bothJudged = (pairs: readonly Pair<RequirementResult>[]): Pair<RequirementResult>[] =>
  bothRan(pairs).filter(
    ({ before, after }) =>
      before &&
      after &&
      (failingStates.includes(stateOf(after.outcome)) || after.scenarios.length >= before.scenarios.length),
  );

/** One change in place of one for each requirement and scenario that passed in one result and was not selected for the other. */
export function notSelected(
  requirements: readonly Pair<RequirementResult>[],
  scenarios: readonly Pair<ScenarioResult>[],
): Change[] {
  const only = (side: 'before' | 'after'): readonly [number, number] => [
    countOf(requirements, side),
    countOf(scenarios, side),
  ];
  return [...change('no longer shown', only('before')), ...change('newly passing', only('after'))];
}

function countOf<T extends Judged>(pairs: readonly Pair<T>[], side: 'before' | 'after'): number {
  const other = side === 'before' ? 'after' : 'before';
  const isOnly = (pair: Pair<T>): boolean => {
    const [own, theirs] = [pair[side], pair[other]];
    return own !== undefined && stateOf(own.outcome) === 'PASSED' && (theirs === undefined || !ran(theirs));
  };
  return pairs.filter(isOnly).length;
}

function change(
  kind: 'no longer shown' | 'newly passing',
  [requirements, scenarios]: readonly [number, number],
): Change[] {
  if (requirements + scenarios === 0) return [];
  const gone = kind === 'no longer shown';
  const title = `${counted(requirements, 'requirement')} and ${counted(scenarios, 'scenario')} that the ${gone ? 'new' : 'old'} result did not select`;
  const [before, after] = gone ? ['PASSED', 'NOT_RUN'] : ['NOT_RUN', 'PASSED'];
  return [{ kind, of: 'result', id: 'selection', title, before, after, regression: gone }];
}
