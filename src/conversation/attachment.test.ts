import { expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createRedactor } from '../evidence/redactor.ts';
import { attachFailure, attachSkip } from './attachment.ts';

function attached(action: (attach: (text: string, mediaType: string) => void) => void): [unknown, string][] {
  const attachments: [unknown, string][] = [];
  action((text, mediaType) => attachments.push([JSON.parse(text), mediaType]));
  return attachments;
}

test('a failure is attached with all that it tells', () => {
  const error = new CertifyError('ERR_ASSERTION', 'It differs', { expected: '1', actual: '2', advice: 'Look.' });
  expect(
    attached((attach) => {
      attachFailure(attach, error, createRedactor());
    }),
  ).toEqual([
    [
      { class: 'api', code: 'ERR_ASSERTION', message: 'It differs', expected: '1', actual: '2', advice: 'Look.' },
      'application/vnd.nopan-certify.failure+json',
    ],
  ]);
});

test('a failure is attached without the secrets that a target quoted', () => {
  const redactor = createRedactor();
  redactor.learn('canary-access-token');
  const error = new CertifyError('ERR_ASSERTION', 'It differs', {
    actual: '401 "Bad header Bearer canary-access-token"',
  });
  const [[failure] = []] = attached((attach) => {
    attachFailure(attach, error, redactor);
  });
  expect(JSON.stringify(failure)).toContain('401');
  expect(JSON.stringify(failure)).not.toContain('canary');
});

test('what is not ours is a fault of the harness', () => {
  const [[failure] = []] = attached((attach) => {
    attachFailure(attach, new TypeError('x is not a function'), createRedactor());
  });
  expect(failure).toMatchObject({ class: 'harness', code: 'ERR_HARNESS', message: 'x is not a function' });
});

test('a skip is attached with its reason', () => {
  expect(
    attached((attach) => {
      attachSkip(attach, 'no clock');
    }),
  ).toEqual([[{ reason: 'no clock' }, 'application/vnd.nopan-certify.skip+json']]);
});
