import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { TraceProblem } from '../certification/traceability.ts';
import type { Failure } from '../contract/types/result.ts';
import type { PlannedScenario } from '../certification/run.ts';
import type { WrittenScenario } from './features.ts';
import { checkOwnScenarios, type OwnSteps } from './own/phase.ts';
import { silentListener } from './recorder.ts';
import { Together } from './records.ts';
import { loadSteps, runFeatures } from './run.ts';
import { UnmatchedSteps } from './unmatched-steps.ts';

export interface CheckedSteps {
  readonly problems: readonly TraceProblem[];
  /** Failures outside of any scenario. */
  readonly faults: readonly Failure[];
  /** The built-in step files, if they were loaded in this process, where they cannot be loaded again. */
  readonly loaded?: ISupportCodeLibrary;
}

interface ToCheck {
  readonly scenarios: readonly PlannedScenario[];
  /** Everything that is written, as examples of steps. */
  readonly written: readonly WrittenScenario[];
  readonly own?: OwnSteps;
}

/**
 * Looks for the definition of each step, without running any. The user's step files are loaded in a separate process, even if none of
 * these scenarios is the user's.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
export async function checkSteps({ scenarios, written, own }: ToCheck): Promise<CheckedSteps> {
  const messages = new UnmatchedSteps();
  const records = new Together(0);
  const common = { records, messages, listener: silentListener, signal: new AbortController().signal };
  const theirs = own === undefined ? [] : scenarios.filter((scenario) => scenario.own === true);
  const ours = own === undefined ? scenarios : scenarios.filter((scenario) => scenario.own !== true);
  const loaded = ours.length === 0 ? undefined : await loadSteps();
  if (loaded !== undefined) {
    const { recorder, done } = runFeatures({ ...common, scenarios: ours, loaded });
    records.add(recorder);
    await done;
  }
  if (own !== undefined) await checkOwnScenarios({ ...common, ...own, scenarios: theirs });
  const builtIn = new Set(
    written.filter((scenario) => scenario.own !== true).flatMap(({ steps }) => steps.map(({ text }) => text)),
  );
  return { problems: messages.problems([...builtIn]), faults: records.faults, ...(loaded && { loaded }) };
}
