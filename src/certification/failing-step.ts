import type { StepResult } from '../contract/types/result.ts';

/** The step to look at: the failed one when it sent something, else the last one before it that did. */
export function failingStep({ steps }: { readonly steps: readonly StepResult[] }): StepResult | undefined {
  const at = steps.findIndex(({ status }) => status === 'FAILED');
  const until = at === -1 ? steps : steps.slice(0, at + 1);
  return until.findLast(({ exchanges }) => exchanges.length > 0);
}
