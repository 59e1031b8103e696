import { failingStates as failing } from '../certification/changes-problem.ts';
import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import type { Change } from '../contract/types/comparison.ts';
import type { Failure, Outcome } from '../contract/types/result.ts';
import type { Pair } from './pairs.ts';

/** What has an outcome: a requirement or a scenario. */
interface Judged {
  readonly id: string;
  readonly outcome: Outcome;
  readonly failure?: Failure;
}

type Judgement = Pick<Change, 'kind' | 'regression'>;

/** What has come out otherwise than before. What was not there before counts as not run, and what is gone as nothing. */
export function outcomeChanges<T extends Judged>(
  of: Change['of'],
  pairs: readonly Pair<T>[],
  titleOf: (item: T) => string,
): Change[] {
  return pairs.flatMap(({ before, after }) => {
    if (after === undefined) return [];
    const was = before === undefined ? 'NOT_RUN' : stateOf(before.outcome);
    const is = stateOf(after.outcome);
    const judgement = was === is ? undefined : judgementOf(was, is);
    if (judgement === undefined) return [];
    const reason = after.failure?.message ?? reasonOf(after.outcome);
    return {
      ...{ kind: judgement.kind, of, id: after.id, title: titleOf(after) },
      ...(before && { before: stateOf(before.outcome) }),
      after: is,
      ...(reason !== undefined && is !== 'PASSED' && { reason }),
      regression: judgement.regression,
    };
  });
}

function judgementOf(was: State, is: State): Judgement | undefined {
  if (failing.includes(is)) {
    // From a failure to a warning is no step back.
    const worse = failing.indexOf(is) > failing.indexOf(was);
    return worse ? { kind: 'newly failing', regression: true } : undefined;
  }
  if (is === 'PASSED') return { kind: 'newly passing', regression: false };
  if (is === 'SKIPPED') return { kind: 'newly skipped', regression: was === 'PASSED' || failing.includes(was) };
  return was === 'PASSED' ? { kind: 'no longer shown', regression: true } : undefined;
}
