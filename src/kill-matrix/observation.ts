import { stateOf, type State } from '../certification/outcome.ts';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import type { FailedScenario, Observation } from './trial.ts';

/** How a scenario can end on the embedded mock when all went as it should. */
const judgedStates: readonly State[] = ['PASSED', 'FAILED', 'WARNING', 'SKIPPED'];

/** What of a canonical result the kill matrix is about. */
export function observationOf({ verdict, reasons, scenarios, faults, durationMs }: Result): Observation {
  const unjudged = scenarios.filter(({ outcome }) => !judgedStates.includes(stateOf(outcome)));
  return {
    verdict,
    reasons,
    failures: scenarios.flatMap(failedScenario),
    gaps: [...faults.map(({ message }) => message), ...unjudged.map(({ id }) => `${id} was not judged`)],
    durationMs,
  };
}

function failedScenario({ id, name, requirements, failure }: ScenarioResult): FailedScenario[] {
  if (failure === undefined) return [];
  const { class: blame, code, message, expected, repeat = '' } = failure;
  return [{ id, name, requirements, class: blame, code, message, ...(expected !== undefined && { expected }), repeat }];
}
