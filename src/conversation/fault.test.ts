import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { transportFailure } from '../client/transport/failure.ts';
import { expectArrangedCut, refused, spoiltAnswers, type Fault } from './fault.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, failed } from './fixtures/turns.ts';
import { loadSpecification } from './specification.ts';

const { protocol, answerTamperings } = loadSpecification();

describe('a refusal on demand', () => {
  test('is called as in specs/protocol.yaml', () => {
    const scope = { operation: 'payments/capture', times: 2 };
    const fault = refused(scope, 'before', { status: 423, reasonCode: '5003' }, protocol.errors);
    expect(fault).toEqual({ ...scope, fault: 'refuse', when: 'before', error: 'processing' });
  });

  test('that Nopan does not have is refused with those that it has', async () => {
    const error = await caught(() =>
      refused({ operation: 'payments/capture' }, 'before', { status: 503, reasonCode: '5003' }, protocol.errors),
    );
    expect(error).toMatchObject({
      code: 'ERR_FEATURE',
      message: 'Nopan has no refusal 503 with reason code 5003',
      actual: '503 5003',
      advice: 'Use one of the refusals that specs/protocol.yaml lists.',
    });
    expect(error.expected).toMatch(/^one of 400 4000, 400 4980, .*, 504 8001$/);
  });
});

test('an answer is spoilt on demand as the catalogue says', () => {
  const tampering = answerTamperings.byTitle('with an unknown key id');
  expect(spoiltAnswers('payments/initiate', tampering)).toEqual({
    operation: 'payments/initiate',
    fault: 'spoil',
    operator: 'name-key',
    arguments: { keyid: 'key-that-nobody-published' },
  });
});

describe('a connection that was cut', () => {
  const drop: Fault = { operation: 'payments/initiate', fault: 'drop', when: 'after', times: 1 };
  const failure = (code: string) =>
    failed(transportFailure(Object.assign(new Error('other side closed'), { code }), 'https://nopan'));
  const cut = failure('UND_ERR_SOCKET');
  const done = { arranged: [drop], toCome: [] };

  test('is what was arranged', () => {
    expect(() => {
      expectArrangedCut(cut, done);
    }).not.toThrow();
  });

  test.each([
    [
      'an answer',
      accepted(),
      'The connection of payments/initiate was not cut',
      '200 PENDING with reason code -1, "OK"',
    ],
    [
      'a target where nothing listens',
      failure('ECONNREFUSED'),
      'The connection of payments/initiate was not cut',
      'ERR_TARGET: https://nopan refused the connection',
    ],
    [
      'no answer in time',
      failed(new CertifyError('ERR_TIMEOUT', 'https://nopan did not answer within 10000 ms')),
      'The connection of payments/initiate was not cut',
      'ERR_TIMEOUT: https://nopan did not answer within 10000 ms',
    ],
  ])('is not %s', async (_what, turn, message, actual) => {
    const error = await caught(() => {
      expectArrangedCut(turn, done);
    });
    expect(error).toMatchObject({ code: 'ERR_ASSERTION', message, actual });
  });

  test('by somebody else shows nothing', async () => {
    const error = await caught(() => {
      expectArrangedCut(cut, { arranged: [drop], toCome: [drop] });
    });
    expect(error).toMatchObject({
      code: 'ERR_ASSERTION',
      message: 'payments/initiate was cut otherwise than arranged',
      actual: 'ERR_TARGET: https://nopan closed the connection without an answer',
    });
  });

  test('without an arrangement is a mistake of the feature', async () => {
    const error = await caught(() => {
      expectArrangedCut(cut, { arranged: [{ ...drop, operation: 'payments/capture' }], toCome: [] });
    });
    expect(error).toMatchObject({ code: 'ERR_FEATURE', message: 'No cut of payments/initiate was arranged' });
  });
});
