import type { Outcome, ScenarioResult } from '../contract/types/result.ts';

/** An outcome as one word: its result when it has one, else its status. */
export type State =
  'PASSED' | 'FAILED' | 'FLAKY' | 'WARNING' | 'REVIEW' | 'SKIPPED' | 'BLOCKED' | 'NOT_RUN' | 'INTERRUPTED';

export const stateOf = (outcome: Outcome): State => (outcome.status === 'FINISHED' ? outcome.result : outcome.status);

export const reasonOf = (outcome: Outcome): string | undefined => ('reason' in outcome ? outcome.reason : undefined);

export const inState = (scenarios: readonly ScenarioResult[], state: State): ScenarioResult[] =>
  scenarios.filter(({ outcome }) => stateOf(outcome) === state);

export const judged = (result: 'PASSED' | 'FAILED' | 'WARNING'): Outcome => ({ status: 'FINISHED', result });

export const flaky = (reason: string): Outcome => ({ status: 'FINISHED', result: 'FLAKY', reason });

export const notJudged = (result: 'REVIEW' | 'SKIPPED' | 'BLOCKED', reason: string): Outcome => ({
  status: 'FINISHED',
  result,
  reason,
});
