import { systemClock } from '../clock.ts';
import { packageVersion } from '../cli/package-version.ts';
import { universeOf } from '../certification/universe.ts';
import { protocolFile, requirementsFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadRequirements } from '../contract/requirements.ts';
import type { Result } from '../contract/types/result.ts';
import { silentListener } from '../runner/recorder.ts';
import type { Selection } from '../runner/selection.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { resultOf } from '../runner/result.ts';
import { loadSteps, runFeatures } from '../runner/run.ts';
import { startEmbedded } from '../target/embedded.ts';
import { observationOf } from './observation.ts';
import type { Observation, Trial } from './trial.ts';

/** Runs trials one after the other in this process. */
export type Rig = (trial: Trial) => Promise<Observation>;

/** Loads all that trials have in common; each has a mock of its own, so that none finds anything of another's. */
export async function openRig(): Promise<Rig> {
  const specification = loadSpecification();
  const { schemas } = specification;
  const catalogue = loadRequirements(requirementsFile, schemas);
  const { settings, protocol } = loadProtocol(protocolFile, schemas);
  const universe = universeOf({ ...specification, protocol, schemasDir });
  const loaded = await loadSteps();

  return async ({ defect, scenarios }) => {
    const startedAt = systemClock.now();
    const mock = await startEmbedded(defect === undefined ? {} : { defects: [defect] });
    const { connection } = mock;
    const selection: Selection = { paths: scenarios.map(({ id }) => id), tags: '', names: [] };
    const { recorder, done } = runFeatures({
      scenarios,
      loaded,
      connection,
      listener: silentListener,
      // What a defect breaks on the way must not keep other scenarios from being judged.
      keepGoing: true,
      signal: new AbortController().signal,
    });
    await done.finally(() => mock.close());
    const result: Result = resultOf({
      version: packageVersion(),
      connection,
      catalogue,
      settings,
      universe,
      selection,
      order: 'defined',
      plan: { scenarios, leftOut: [], elsewhere: [], written: [], messages: [] },
      recorder,
      interrupted: false,
      startedAt,
      clock: systemClock,
    });
    return observationOf(result);
  };
}
