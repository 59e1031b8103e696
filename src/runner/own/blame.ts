import type { Unexplained } from '../recorder.ts';

/** Failures of the user's step files, which the user has to fix. */
export const ofStepFiles: Unexplained = {
  inside: {
    class: 'configuration',
    code: 'ERR_STEPS',
    advice: 'Correct the step, or what it calls: this is an error in a step file, not a failed expectation.',
  },
  outside: {
    class: 'integration',
    code: 'ERR_STEPS',
    advice: 'Look for a step file that throws in a hook or a timer, ends its process, or never finishes.',
  },
};
