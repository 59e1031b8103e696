import { expect, it } from 'vitest';
import type { Calibration } from '../calibration/calibrate.ts';
import { calibrationText } from './calibration-text.ts';

it('what a target says forges no line', () => {
  const calibration: Calibration = {
    attempts: [],
    control: { signature: 'unclear', status: 400, reasonCode: '1\nThe present settings work' },
    contentType: [],
    answers: { verified: false, problem: 'no\n\nThe present settings work\u009b31m' },
    conclusion: 'unclear',
    changes: [],
  };
  const text = calibrationText(calibration, undefined);
  expect(text).toContain(' 400 1\\nThe present settings work\n');
  expect(text).toContain('no\\n\\nThe present settings work\\u009b31m\n');
});
