import type { StepResult } from '../contract/types/result.ts';

/** Whether anything came back from the other side. A call that met silence or a reset connection shows nothing by itself. */
export function hasEvidence(steps: readonly StepResult[]): boolean {
  return steps.some(
    ({ exchanges, deliveries }) => deliveries.length > 0 || exchanges.some(({ response }) => response !== undefined),
  );
}
