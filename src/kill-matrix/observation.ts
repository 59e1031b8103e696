import { stateOf, type State } from '../certification/outcome.ts';
import { aboutConversation } from '../certification/scenario.ts';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import type { FailedScenario, Observation } from './trial.ts';

/** How a scenario can end on the embedded mock when all went as it should. */
const judgedStates: readonly State[] = ['PASSED', 'FAILED', 'WARNING', 'SKIPPED'];

/** What of a canonical result the kill matrix is about. */
export function observationOf({ verdict, reasons, scenarios, faults, durationMs }: Result): Observation {
  const unjudged = scenarios.filter((scenario) => !isJudged(scenario));
  return {
    verdict,
    reasons,
    failures: scenarios.flatMap(failedScenario),
    gaps: [...faults.map(({ message }) => message), ...unjudged.map(({ id }) => `${id} was not judged`)],
    durationMs,
  };
}

/** A precondition that the defect spoils blames no requirement, and is no gap of the matrix. */
const isJudged = ({ outcome, failure }: ScenarioResult): boolean =>
  stateOf(outcome) === 'BLOCKED'
    ? failure !== undefined && aboutConversation(failure)
    : judgedStates.includes(stateOf(outcome));

function failedScenario({ id, name, requirements, failure, outcome }: ScenarioResult): FailedScenario[] {
  if (failure === undefined || (stateOf(outcome) === 'BLOCKED' && aboutConversation(failure))) return [];
  const { class: blame, code, message, expected, repeat = '' } = failure;
  return [{ id, name, requirements, class: blame, code, message, ...(expected !== undefined && { expected }), repeat }];
}
