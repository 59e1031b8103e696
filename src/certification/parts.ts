import type { Certification, Run } from '../contract/types/result-file.ts';
import type { Result } from '../contract/types/result.ts';
import { laidOver, misfit, only, without, type Portion } from './portion.ts';

/** A result as its file has it: what a repeated run reproduces byte for byte, and what belongs to the run. */
export interface Parts {
  readonly certification: Certification;
  /** It lacks only what is known when the other part is written. */
  readonly run: Omit<Run, 'certificationDigest'>;
}

const told: Portion = {
  message: true,
  where: true,
  expected: true,
  actual: true,
  frame: true,
  advice: true,
  repeat: true,
  replay: true,
};
const counts: Portion = { seen: [{ count: true }] };

/** What belongs to the run. How often a state is polled for is chance, and what is said of a failure may quote an answer. */
const ofRun: Portion = {
  configurationDigest: true,
  options: true,
  operator: true,
  changes: true,
  workingDirectory: true,
  startedAt: true,
  finishedAt: true,
  durationMs: true,
  reasons: true,
  notes: true,
  subject: true,
  target: { baseUrl: true, identity: true, unproven: true },
  summary: { exchanges: true, deliveries: true },
  coverage: { operations: [counts], values: [counts] },
  scenarios: [
    {
      startedAt: true,
      durationMs: true,
      failure: told,
      steps: [{ durationMs: true, exchanges: true, deliveries: true }],
    },
  ],
  faults: [told],
};

export const partsOf = (result: Result): Parts => ({
  certification: without(result, ofRun) as Certification,
  run: only(result, ofRun) as Run,
});

/** The result whose parts these are, or where and how they do not fit together. */
export function wholeOf({ certification, run }: Parts): { readonly result: Result } | { readonly problem: string } {
  const problem = misfit(certification, run, ofRun);
  return problem === undefined ? { result: laidOver(certification, run) as Result } : { problem };
}
