import type { RequirementResult } from '../contract/types/result.ts';
import { stateOf } from './outcome.ts';

/** What decides on whether a requirement can be held against a run. */
export interface Due {
  /** Whether a capability is one that the integration uses. */
  readonly applies: (capability: string) => boolean;
  /** Ids of the requirements that no target but a mock can show. */
  readonly beyond: readonly string[];
  /** Whether the target is one that an integration goes live with, so that what is left to persons has to be attested. */
  readonly awaitsAttestations: boolean;
}

/** Whether a requirement failed or is flaky, or has to be shown or attested and was not. */
export function fallsShort(requirement: RequirementResult, due: Due): boolean {
  const state = stateOf(requirement.outcome);
  if (state === 'FAILED' || state === 'FLAKY' || state === 'WARNING') return true;
  return awaitsScenario(requirement, due) ? state !== 'PASSED' : isUnattested(requirement, due);
}

/** Whether scenarios have to show it, on this target and of this integration. */
export const awaitsScenario = ({ id, level, review, applies }: RequirementResult, due: Due): boolean =>
  level === 'MUST' && !review && due.applies(applies) && !due.beyond.includes(id);

/** Whether a person has to attest it and nobody has. */
export const isUnattested = ({ level, review, attestation, applies }: RequirementResult, due: Due): boolean =>
  due.awaitsAttestations && level === 'MUST' && review !== undefined && !attestation && due.applies(applies);
