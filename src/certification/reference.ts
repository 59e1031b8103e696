import type { ProtocolOverrides, ProtocolSetting } from '../contract/protocol.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Basis, Inputs } from '../contract/types/result.ts';
import type { PlannedScenario } from './run.ts';
import type { Universe } from './universe.ts';

/** A built-in scenario. */
export interface ReferenceScenario extends PlannedScenario {
  readonly steps: readonly { readonly text: string }[];
}

/** What this version of nopan-certify contains, to judge results of the same version. */
export interface Reference {
  readonly version: string;
  /** Digests of our features and specs. */
  readonly inputs: Pick<Inputs, 'features' | 'specs'>;
  readonly requirements: readonly Requirement[];
  readonly scenarios: readonly ReferenceScenario[];
  /** Everything that a target can offer beyond Nopan's payment API. */
  readonly abilities: readonly string[];
  /** The plan of a run of all built-in features without these scenarios. */
  readonly planOf: (leftOut: readonly string[]) => Basis['plan'];
  /** @throws {CertifyError} when an override fits no setting */
  readonly wire: (overrides: ProtocolOverrides) => {
    readonly settings: readonly ProtocolSetting[];
    readonly universe: Universe;
  };
}
