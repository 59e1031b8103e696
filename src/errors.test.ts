import { expect, test } from 'vitest';
import { CertifyError } from './errors.ts';

test('advice that takes time is worked out when it is read, and once', () => {
  let times = 0;
  const advice = (): string => `Do it ${++times === 1 ? 'once' : 'again'}.`;
  const error = new CertifyError('ERR_USAGE', 'It is wrong', { advice });
  expect(times).toBe(0);
  expect([error.advice, error.advice, times]).toEqual(['Do it once.', 'Do it once.', 1]);
});

test('an error is an instance of its own class, and not of another one that is derived', () => {
  class OtherError extends CertifyError {}
  expect(new OtherError('ERR_INPUT', 'x')).toBeInstanceOf(CertifyError);
  expect(new OtherError('ERR_INPUT', 'x')).toBeInstanceOf(OtherError);
  expect(new CertifyError('ERR_INPUT', 'x')).not.toBeInstanceOf(OtherError);
});
