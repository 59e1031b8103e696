import { describe, expect, it } from 'vitest';
import { causeSentence, classOf } from './cause-sentence.ts';
import { causesOf } from './causes.ts';
import { certified, exchange, failed, failure, finished, planned, step } from './fixtures/run.ts';
import type { FinishedScenario } from './run.ts';
import { certify } from './verdict.ts';

const rejection = (spec: string, status: number, reasonCode: string, path = '/payments/initiate') => ({
  ...exchange,
  spec,
  request: {
    ...exchange.request,
    method: 'POST',
    url: `https://127.0.0.1:1${path}`,
    body: '{"processingAccountId":"pa-1"}',
  },
  response: {
    ...{ status, fields: [] },
    body: JSON.stringify({ callId: 'call-1', statusInfo: { reasonCode } }),
  },
});

const rejected = (line: number, ...call: Parameters<typeof rejection>): FinishedScenario =>
  finished(line, {
    steps: [step({ status: 'FAILED', exchanges: [rejection(...call)] })],
    failure: failure({ message: `${call[0]} was rejected with ${call[1]} ${call[2]}` }),
  });

const judged = (...records: FinishedScenario[]) =>
  certify(
    certified({
      finished: records,
      planned: records.map(({ id }) => planned(Number(id.split(':')[1]), '@SIG-01')),
    }),
  ).scenarios;

const sizes = (...records: FinishedScenario[]) => causesOf(judged(...records)).map(({ scenarios }) => scenarios.length);

describe('scenarios share a cause', () => {
  it('when the same operation was rejected with the same status and reason code', () => {
    const [cause] = causesOf(
      judged(rejected(3, 'payments/initiate#blik', 403, '4971'), rejected(9, 'payments/initiate', 403, '4971')),
    );
    expect(cause).toMatchObject({
      state: 'FAILED',
      precondition: false,
      call: {
        ...{ operation: 'payments/initiate', method: 'POST', path: '/payments/initiate' },
        ...{ status: 403, reasonCode: '4971', callId: 'call-1' },
      },
      requirements: ['SIG-01'],
    });
    expect(cause?.scenarios.map(({ line }) => line)).toEqual([3, 9]);
  });

  it.each([
    ['another reason code', rejected(9, 'payments/initiate', 403, '4970')],
    ['another status', rejected(9, 'payments/initiate', 422, '4971')],
    ['another operation', rejected(9, 'payments/capture', 403, '4971')],
    ['another message', failed(9)],
    ['another code', failed(9, { code: 'ERR_TIMEOUT' })],
    ['another member', failed(9, { where: '/amount' })],
  ])('unless they have %s', (_, other) => {
    expect(sizes(rejected(3, 'payments/initiate', 403, '4971'), other)).toEqual([1, 1]);
  });

  it('whatever call met it, where the failure is not about what the call said', () => {
    const unsigned = (line: number, spec: string) => ({
      ...rejected(line, spec, 200, '-1'),
      failure: failure({ code: 'ERR_SIGNATURE_MISSING', message: `The response of ${spec} is not signed` }),
    });
    expect(sizes(unsigned(3, 'payments/initiate'), unsigned(9, 'auth/token#short'))).toEqual([2]);
  });

  it.each([
    ['numbers', 'Fetched 3 tokens', 'Fetched 14 tokens'],
    ['ids', 'No payment pay-8f3a02', 'No payment pay-77aa01'],
    ['control requests', 'The control request before the one without a token failed: No answer', 'No answer'],
    ['quoted values', 'Wrong status "A"', 'Wrong status "B"'],
  ])('although their messages differ in %s', (_, one, other) => {
    expect(sizes(failed(3, { message: one }), failed(9, { message: other }))).toEqual([2]);
  });

  it('the larger one first', () => {
    const many = [9, 15, 21].map((line) => failed(line, { code: 'ERR_TIMEOUT' }));
    expect(sizes(failed(3), ...many)).toEqual([3, 1]);
  });
});

describe('the sentence of a cause', () => {
  const [cause] = causesOf(
    judged(rejected(3, 'payments/initiate', 403, '4971'), rejected(9, 'payments/initiate', 403, '4971')),
  );

  it('names the setting that was rejected, with its place', () => {
    const processingAccounts = [{ id: 'pa-1', where: 'nopan-certify.config.yaml:3:22' }];
    expect(cause && causeSentence('Failed', cause, { processingAccounts })).toBe(
      'Failed: 2 scenarios share one cause: payments/initiate was rejected with 403 4971; processing account pa-1 (nopan-certify.config.yaml:3:22): SIG-01',
    );
  });

  it('has the configuration to blame for it, and the API otherwise', () => {
    const of = (id: string) => cause && classOf(cause.example, { processingAccounts: [{ id }] });
    expect([of('pa-1'), of('pa-2')]).toEqual(['configuration', cause?.example.failure.class]);
    expect(cause?.example.failure.class).toBe('api');
  });

  it('names no setting that the call did not use', () => {
    expect(cause && causeSentence('Failed', cause, { processingAccounts: [{ id: 'pa-2' }] })).not.toContain('pa-2');
  });
});
