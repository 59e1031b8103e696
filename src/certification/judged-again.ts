import type { Basis, Result, ScenarioResult } from '../contract/types/result.ts';
import { inputOf } from './basis.ts';
import { withCommands, withoutCommands } from './commands.ts';
import { judged, stateOf } from './outcome.ts';
import type { FinishedScenario } from './run.ts';
import { judgeScenario, type Circumstances } from './scenario.ts';
import { targetOf } from './target.ts';
import { judgeStates } from './tries.ts';
import { certifyJudged, circumstancesIn } from './verdict.ts';

/** A result that can be judged again. */
export type Judgeable = Result & { readonly basis: Basis };

/**
 * Judges a result again, only from what was recorded: steps, failures, skip reasons and evidence of each
 * scenario, and the basis. Derived values replace those in the file.
 */
export function judgedAgain(result: Judgeable): Result {
  const { basis, startedAt, finishedAt } = result;
  const input = inputOf(result, basis);
  const circumstances = circumstancesIn(input);
  const scenarios = result.scenarios.map((each) => scenarioAgain(each, result.repeat ?? 1, circumstances(each.tags)));
  const { scenarios: excused, ...certification } = certifyJudged(input, scenarios);
  return {
    ...result,
    ...certification,
    scenarios: withCommands(excused, result),
    target: targetAgain(result),
    durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
  };
}

/** Derives the target from its address, its recorded identity and the changed settings. */
function targetAgain({ target: { kind, name, baseUrl, identity }, basis, assumptions }: Judgeable): Result['target'] {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  const defects = basis.defects && { defects: basis.defects };
  return targetOf({ kind, name: kind === 'sandbox' ? host : name, baseUrl, ...defects }, { identity, assumptions });
}

function scenarioAgain(
  scenario: ScenarioResult,
  repeat: number,
  circumstances: Omit<Circumstances, 'started'>,
): ScenarioResult {
  const { outcome } = scenario;
  const judge = (record?: FinishedScenario): ScenarioResult =>
    judgeScenario(scenario, record, { started: outcome.status === 'INTERRUPTED', ...circumstances });
  const unfinished = judge();
  const { tries = [] } = scenario;
  if (outcome.status !== 'FINISHED') {
    if (repeat === 1) return unfinished;
    // Tries that came out alike and not as failures leave no evidence while one of them is missing.
    const lost = { ...unfinished, outcome: tries.includes('FAILED') ? judged('FAILED') : unfinished.outcome };
    return judgeStates(tries, repeat, { worst: lost, unfinished });
  }
  const worst = judge(recordOf(scenario));
  if (repeat === 1) return worst;
  const state = stateOf(worst.outcome);
  return judgeStates(tries.includes(state) ? tries : [...tries, state], repeat, { worst, unfinished });
}

function recordOf(scenario: ScenarioResult): FinishedScenario {
  const { id, steps, failure, skipReason, startedAt = '', durationMs = 0 } = withoutCommands(scenario);
  return {
    ...{ id, steps, startedAt, durationMs },
    ...(failure && { failure }),
    ...(skipReason !== undefined && { skipReason }),
  };
}
