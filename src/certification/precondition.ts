import type { Failure, StepResult } from '../contract/types/result.ts';

/** Failures that say nothing about the API or the integration: the scenario could not be judged. */
const unjudged: Partial<Record<Failure['class'], string>> = {
  environment: 'the environment failed',
  harness: 'nopan-certify failed',
};

/**
 * Why a failed scenario says nothing about its requirements: it broke off while its precondition was being set up, or for a reason
 * that lies outside the API and the integration. Undefined: its failure counts.
 *
 * @example blockedBy(steps, failure) // 'its precondition failed: Given a payment that was captured'
 */
export function blockedBy(steps: readonly StepResult[], failure: Failure | undefined): string | undefined {
  const failed = steps.find(({ status }) => status === 'FAILED');
  const words = failed && `${failed.keyword} ${failed.text}`.trim();
  const cause = failure && unjudged[failure.class];
  if (cause !== undefined) return words === undefined ? cause : `${cause}: ${words}`;
  return failedInPrecondition(steps) ? `its precondition failed: ${words ?? ''}` : undefined;
}

/** Whether the failed step belongs to the Givens that a scenario begins with, its background included. */
export function failedInPrecondition(steps: readonly StepResult[]): boolean {
  const failed = steps.findIndex(({ status }) => status === 'FAILED');
  const given = steps.findIndex(({ keyword }) => keyword === 'Given');
  const begins = steps.findIndex(({ keyword }) => keyword === 'When' || keyword === 'Then');
  return given !== -1 && given <= failed && failed < begins;
}
