import type { PlannedScenario } from '../certification/run.ts';
import { loadPlan, type Selection } from '../runner/plan.ts';
import { runFeatures } from '../runner/run.ts';

const everything: Selection = { paths: [], tags: '', names: [] };

/** Every scenario with its tags, which only a dry run tells. Nothing is sent. */
export async function allScenarios(): Promise<PlannedScenario[]> {
  const { scenarios } = await loadPlan(everything);
  const { recorder, done } = runFeatures({
    selection: everything,
    listener: { started() {}, finished() {} },
    signal: new AbortController().signal,
  });
  await done;
  return scenarios.map((scenario) => recorder.features.scenarios.get(scenario.id) ?? scenario);
}
