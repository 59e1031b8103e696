import type { Unexplained } from '../recorder.ts';

/** Failures of the user's step files, which the user has to fix. */
export const ofStepFiles: Unexplained = {
  inside: {
    class: 'configuration',
    code: 'ERR_STEPS',
    advice: 'Check the step and its step file: the error is not from an expect… function of nopan-certify/steps.',
  },
  outside: {
    class: 'integration',
    code: 'ERR_STEPS',
    advice: 'Look for a step file that throws in a hook or a timer, ends its process, or never finishes.',
  },
};
