import type { RequirementResult } from '../contract/types/result.ts';
import { notUsed } from './applicability.ts';
import { stateOf, type State } from './outcome.ts';
import { isWaived } from './waivers.ts';

/** Where a requirement stands when a run ends, as a reviewer counts it. */
export type Standing =
  | 'passed'
  | 'failed'
  | 'flaky'
  | 'warning'
  | 'waived'
  | 'attested'
  | 'openForAttestation'
  | 'notExercised'
  | 'notTestable'
  | 'notApplicable';

/**
 * One word for a requirement: its outcome, unless a waiver or an attestation says more.
 *
 * @example standingOf(requirement) // 'openForAttestation'
 */
export function standingOf(requirement: RequirementResult): Standing {
  const { outcome, applies, review, attestation, scenarios } = requirement;
  if (isWaived(requirement)) return 'waived';
  if (attestation !== undefined) return 'attested';
  if ('reason' in outcome && outcome.reason === notUsed(applies)) return 'notApplicable';
  if (review !== undefined && scenarios.length === 0) return 'openForAttestation';
  return byState[stateOf(outcome)];
}

const byState: Readonly<Record<State, Standing>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  FLAKY: 'flaky',
  WARNING: 'warning',
  SKIPPED: 'notTestable',
  REVIEW: 'notExercised',
  BLOCKED: 'notExercised',
  NOT_RUN: 'notExercised',
  INTERRUPTED: 'notExercised',
};
