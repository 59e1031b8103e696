import { posix } from 'node:path';
import type { RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { isOutside, repositoryPath } from './repository-path.ts';

/** A line in a file that the repository of the run has. */
export interface Place {
  /** Relative to the root of the repository; absolute only outside of it. */
  readonly uri: string;
  readonly line: number;
}

type Known = Pick<Result, 'scenarios' | 'workingDirectory' | 'basis' | 'options' | 'target'>;

/** Where a run looks for its configuration unless another file is named. */
const usualConfiguration = 'nopan-certify.config.yaml';

/** The place of a requirement that no scenario covers. */
const catalogue = 'specs/requirements.yaml';

/**
 * The places of findings: features and requirements of the user's own, those of this package only where the run started in a checkout of
 * it, and for everything else the configuration that the run used. Undefined: the repository has no file to mark.
 */
export function placesIn(result: Known) {
  const inCheckout = result.options?.checkout === true;
  const configuration = configurationIn(result);
  const at = (line: number): Place | undefined =>
    configuration === undefined ? undefined : { uri: configuration, line };
  const ofScenario = (scenario: ScenarioResult, setting = ''): Place | undefined =>
    scenario.own === true || inCheckout
      ? { uri: repositoryPath(scenario, result), line: scenario.line }
      : at(Number(/:(\d+)(?::\d+)?\)$/.exec(setting)?.[1] ?? 1));
  const byId = new Map(result.scenarios.map((scenario) => [scenario.id, scenario]));
  const ofRequirement = (requirement: RequirementResult, alone: boolean): Place | undefined => {
    const scenario = alone ? byId.get(requirement.scenarios[0] ?? '') : undefined;
    if (scenario !== undefined) return ofScenario(scenario);
    if (requirement.own === true) return { uri: ownCatalogue(result), line: 1 };
    return inCheckout ? { uri: catalogue, line: 1 } : at(1);
  };
  return { ofScenario, ofRequirement, ofWaivers: at(1) ?? (inCheckout ? { uri: catalogue, line: 1 } : undefined) };
}

/** The requirements in the folder of the user's own specs. */
const ownCatalogue = (result: Known): string =>
  repositoryPath({ uri: `${result.basis?.own?.specs ?? 'specs'}/requirements.yaml`, own: true }, result);

/** The configuration that the run used, where it is a file of the repository. The embedded mock needs none. */
function configurationIn({ options, target, workingDirectory = '' }: Known): string | undefined {
  const named = options?.config ?? (target.kind === 'mock' ? undefined : usualConfiguration);
  if (named === undefined || isOutside(named)) return undefined;
  const path = posix.normalize(posix.join(workingDirectory, named.replaceAll('\\', '/')));
  return path.startsWith('../') ? undefined : path;
}
