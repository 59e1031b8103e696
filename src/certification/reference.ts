import type { ProtocolOverrides, ProtocolSetting } from '../contract/protocol.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Basis, Inputs } from '../contract/types/result.ts';
import type { PlannedScenario } from './run.ts';
import type { Universe } from './universe.ts';

/** A scenario of ours as its feature has it. */
export interface ReferenceScenario extends PlannedScenario {
  readonly steps: readonly { readonly text: string }[];
}

/** What this version of nopan-certify knows by itself, to judge a result of the same version by. */
export interface Reference {
  readonly version: string;
  /** Digests of our features and specs. */
  readonly inputs: Pick<Inputs, 'features' | 'specs'>;
  readonly requirements: readonly Requirement[];
  readonly scenarios: readonly ReferenceScenario[];
  /** What a target can do beyond Nopan's payment API, at most. */
  readonly abilities: readonly string[];
  /** What a run of all our features but these would have planned. */
  readonly planOf: (leftOut: readonly string[]) => Basis['plan'];
  /** @throws {CertifyError} when an override fits no setting */
  readonly wire: (overrides: ProtocolOverrides) => {
    readonly settings: readonly ProtocolSetting[];
    readonly universe: Universe;
  };
}
