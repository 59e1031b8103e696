import type { Counts, Outcome, Result, RequirementResult, ScenarioResult } from '../contract/types/result.ts';
import { stateOf, type State } from './outcome.ts';

/** The count that each state adds to. */
export const countNames = {
  PASSED: 'passed',
  FAILED: 'failed',
  FLAKY: 'flaky',
  WARNING: 'warning',
  REVIEW: 'review',
  SKIPPED: 'skipped',
  BLOCKED: 'blocked',
  NOT_RUN: 'notRun',
  INTERRUPTED: 'interrupted',
} as const satisfies Record<State, keyof Counts>;

/** How many requirements and scenarios came out how, and how much evidence there is. */
export function summarize(
  requirements: readonly RequirementResult[],
  scenarios: readonly ScenarioResult[],
): Result['summary'] {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  return {
    requirements: count(requirements),
    scenarios: count(scenarios),
    exchanges: steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0),
    deliveries: steps.reduce((sum, { deliveries }) => sum + deliveries.length, 0),
  };
}

function count(judged: readonly { readonly outcome: Outcome }[]): Counts {
  const counts: Counts = {
    total: judged.length,
    passed: 0,
    failed: 0,
    warning: 0,
    review: 0,
    skipped: 0,
    notRun: 0,
    interrupted: 0,
  };
  for (const { outcome } of judged) {
    const name = countNames[stateOf(outcome)];
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
