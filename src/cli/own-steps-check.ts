import { visibleLine } from '../report/text.ts';
import { checkOwnScenarios } from '../runner/own/phase.ts';
import { silentListener } from '../runner/recorder.ts';
import { Together } from '../runner/records.ts';
import { ownStepsOf } from './own-checks.ts';
import type { RunPlan } from './run-plan.ts';

/**
 * Loads the user's step files in a separate process, and looks for the steps of the user's features there.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
export async function checkOwnSteps({ own, folders, participating, plan }: RunPlan): Promise<void> {
  const { own: steps } = ownStepsOf(folders, plan);
  if (steps === undefined) return;
  const scenarios = plan.scenarios.filter((scenario) => scenario.own === true);
  const { signal } = new AbortController();
  await checkOwnScenarios({ ...steps, scenarios, records: new Together(0), listener: silentListener, signal });
  if (participating.steps !== undefined) return;
  const text = `none of your features is selected, so nothing uses the step files in ${own.steps ?? ''}`;
  process.stderr.write(`${visibleLine(`nopan-certify: warning: ${text}`)}\n`);
}
