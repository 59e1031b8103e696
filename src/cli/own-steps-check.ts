import { visibleLine } from '../report/text.ts';
import { checkSteps, type CheckedSteps } from '../runner/step-check.ts';
import { ownStepsOf } from './own-checks.ts';
import type { RunPlan } from './run-plan.ts';
import type { RunSettings } from './run-settings.ts';

/**
 * Loads the user's step files in a separate process, and looks for the steps of the user's features.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
export async function checkOwnSteps(
  { own, folders, participating, plan }: RunPlan,
  { steps }: Pick<RunSettings, 'steps'>,
): Promise<CheckedSteps> {
  const scenarios = plan.scenarios.filter((scenario) => scenario.own === true);
  // Those of the configuration are always there, and an option asks for them.
  const unused = scenarios.length === 0 && steps === undefined;
  const checked = await checkSteps({ scenarios, written: plan.written, ...(unused ? {} : ownStepsOf(folders, plan)) });
  if (steps !== undefined && participating.steps === undefined) {
    const text = `none of your features is selected, so nothing uses the step files in ${own.steps ?? ''}`;
    process.stderr.write(`${visibleLine(`nopan-certify: warning: ${text}`)}\n`);
  }
  return checked;
}
