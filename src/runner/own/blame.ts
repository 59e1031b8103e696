import type { Unexplained } from '../recorder.ts';

/** Who has to act on what step files of a user's own throw, and on what ends their process: the user. */
export const ofStepFiles: Unexplained = {
  inside: {
    class: 'configuration',
    code: 'ERR_STEPS',
    advice: 'Look at the step and at its step file: what it threw is no expectation of nopan-certify/steps.',
  },
  outside: {
    class: 'integration',
    code: 'ERR_STEPS',
    advice: 'Look for a step file that throws in a hook or a timer, ends its process, or never comes to an end.',
  },
};
