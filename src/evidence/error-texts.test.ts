import { expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { withoutSecrets } from './error-texts.ts';
import { createRedactor } from './redactor.ts';

const redactor = createRedactor();
redactor.learn('canary-secret-1');
const hidden = /^\[redacted sha256:[0-9a-f]{12}\]$/;

test('an error loses what it quotes, and is still the same', () => {
  const error = new TypeError('canary-secret-1', { cause: new Error('canary-secret-1') });

  expect(withoutSecrets(error, redactor)).toBe(error);
  expect(error.message).toMatch(hidden);
  expect(error.stack).toMatch(/^TypeError: \[redacted/);
  expect(error.stack).toContain('error-texts.test.ts');
  expect((error.cause as Error).message).toMatch(hidden);
});

test('one of ours keeps its code and who has to act', () => {
  const details = { expected: 'canary-secret-1', where: 'x', blame: 'harness' } as const;

  expect(withoutSecrets(new CertifyError('ERR_TOKEN', 'canary-secret-1', details), redactor)).toMatchObject({
    ...{ code: 'ERR_TOKEN', where: 'x', blame: 'harness' },
    message: expect.stringMatching(hidden) as string,
    expected: expect.stringMatching(hidden) as string,
  });
});

test('what is no error is told as it is, without secrets', () => {
  expect(withoutSecrets('canary-secret-1', redactor)).toMatch(hidden);
  expect(withoutSecrets(42, redactor)).toBe(42);
});

test('causes that go round in a circle, and errors that cannot be changed, do no harm', () => {
  const round = new Error('canary-secret-1');
  round.cause = round;
  const frozen = Object.freeze(new Error('canary-secret-1'));

  expect(withoutSecrets(round, redactor)).toBe(round);
  expect(withoutSecrets(frozen, redactor)).toBe(frozen);
});
