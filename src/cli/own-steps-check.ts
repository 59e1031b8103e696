import { visibleLine } from '../report/text.ts';
import { checkSteps, type CheckedSteps } from '../runner/step-check.ts';
import { ownStepsOf } from './own-checks.ts';
import type { RunPlan } from './run-plan.ts';

/**
 * Loads the user's step files in a separate process, and looks for the steps of the user's features.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
export async function checkOwnSteps({ own, folders, participating, plan }: RunPlan): Promise<CheckedSteps> {
  const scenarios = plan.scenarios.filter((scenario) => scenario.own === true);
  const checked = await checkSteps({ scenarios, written: plan.written, ...ownStepsOf(folders, plan) });
  if (folders.steps !== undefined && participating.steps === undefined) {
    const text = `none of your features is selected, so nothing uses the step files in ${own.steps ?? ''}`;
    process.stderr.write(`${visibleLine(`nopan-certify: warning: ${text}`)}\n`);
  }
  return checked;
}
