import { systemClock } from '../clock.ts';
import { packageVersion } from '../cli/package-version.ts';
import { protocolFile, requirementsFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import type { Selection } from '../runner/plan.ts';
import { resultOf } from '../runner/result.ts';
import { loadSteps, runFeatures } from '../runner/run.ts';
import { startEmbedded } from '../target/embedded.ts';
import { observationOf } from './observation.ts';
import type { Observation, Trial } from './trial.ts';

/** Runs trials one after the other in this process. */
export type Rig = (trial: Trial) => Promise<Observation>;

/** Loads all that trials have in common; each has a mock of its own, so that none finds anything of another's. */
export async function openRig(): Promise<Rig> {
  const schemas = loadSchemas(schemasDir);
  const catalogue = loadRequirements(requirementsFile, schemas);
  const { settings } = loadProtocol(protocolFile, schemas);
  const loaded = await loadSteps();

  return async ({ defect, scenarios }) => {
    const startedAt = systemClock.now();
    const mock = await startEmbedded(defect === undefined ? {} : { defects: [defect] });
    const { connection } = mock;
    const selection: Selection = { paths: scenarios.map(({ id }) => id), tags: '', names: [] };
    const { recorder, done } = runFeatures({
      selection,
      loaded,
      connection,
      listener: { started() {}, finished() {} },
      signal: new AbortController().signal,
    });
    await done.finally(() => mock.close());
    const result: Result = resultOf({
      version: packageVersion(),
      connection,
      catalogue,
      settings,
      selection,
      repeatOptions: defect === undefined ? [] : ['--defect', defect],
      plan: { scenarios, leftOut: [], elsewhere: [] },
      recorder,
      interrupted: false,
      startedAt,
      clock: systemClock,
    });
    return observationOf(result);
  };
}
