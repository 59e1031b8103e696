import { describe, expect, test } from 'vitest';
import type { Workflow, WorkflowCall } from '../contract/workflow.ts';
import { CertifyError } from '../errors.ts';
import type { CallOptions } from './conversation.ts';
import { caught } from './fixtures/caught.ts';
import { answered, refused } from './fixtures/turns.ts';
import type { Turn } from './turn.ts';
import { runWorkflow } from './workflow.ts';

const overridePlace = (): string => 'test.yaml:1:1';

const workflow = (...calls: Omit<WorkflowCall, 'where' | 'overridePlace'>[]): Workflow => ({
  file: 'test.yaml',
  parameterPlace: overridePlace,
  id: 'test',
  title: 'an approved payment',
  summary: '',
  parameters: {},
  calls: calls.map((call, index) => ({ ...call, overridePlace, where: `test.yaml:${index + 1}:1` })),
});

/** Plays the given answers, the last one again and again, and keeps what was asked. */
function script(...answers: Turn[]): { call: (name: string, options: CallOptions) => Promise<Turn>; asked: unknown[] } {
  const asked: unknown[] = [];
  const call = (name: string, options: CallOptions): Promise<Turn> => {
    asked.push([name, options]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer === undefined ? Promise.reject(new Error('no answer left')) : Promise.resolve(answer);
  };
  return { call, asked };
}

const pending = answered(200, { status: 'PENDING' });
const approved = answered(200, { status: 'APPROVED' });

describe('a workflow', () => {
  test('makes its calls in order, with their variants, patches and the parameters', async () => {
    const { call, asked } = script(pending, approved);
    const calls = workflow(
      { call: 'payments/initiate', variant: 'blik', with: { metadata: {} }, expect: { '/status': 'PENDING' } },
      { call: 'payments/finalize' },
    );
    await runWorkflow(calls, { call, parameters: { amount: 5 } });
    expect(asked).toEqual([
      ['payments/initiate#blik', { parameters: { amount: 5 }, overrides: { metadata: {} }, overridePlace }],
      ['payments/finalize', { parameters: { amount: 5 } }],
    ]);
  });

  test('stops at a call that is refused', async () => {
    const { call, asked } = script(refused(422, '5002'));
    const calls = workflow({ call: 'payments/finalize' }, { call: 'payments/capture' });
    const error = await caught(() => runWorkflow(calls, { call, parameters: {} }));
    expect(error.actual).toBe('422 DECLINED with reason code 5002, "No"');
    expect(asked).toHaveLength(1);
  });

  test('stops asking when it is something before the API that answers', async () => {
    const failure = new CertifyError('ERR_TARGET', '503 Service Unavailable from https://127.0.0.1, not signed');
    const turn = answered(503, null);
    const { call, asked } = script({ ...turn, exchanged: { ...turn.exchanged, failure } });
    const calls = workflow({ call: 'payments/status', poll: { until: { '/status': 'APPROVED' }, seconds: 60 } });
    expect(await caught(() => runWorkflow(calls, { call, parameters: {} }))).toBe(failure);
    expect(asked).toHaveLength(1);
  });

  test('stops at an answer that says something else, and names the place in its file', async () => {
    const { call } = script(pending);
    const calls = workflow({ call: 'payments/finalize', expect: { '/status': 'APPROVED' } });
    const error = await caught(() => runWorkflow(calls, { call, parameters: {} }));
    expect(error.message).toBe('an approved payment was not reached: /status must be "APPROVED"');
    expect(error).toMatchObject({ where: 'test.yaml:1:1', expected: '"APPROVED"', actual: '"PENDING"' });
  });

  test('polls until the answer says so', async () => {
    const { call, asked } = script(pending, pending, approved);
    const calls = workflow({ call: 'payments/status', poll: { until: { '/status': 'APPROVED' }, seconds: 5 } });
    await runWorkflow(calls, { call, parameters: {} });
    expect(asked).toHaveLength(3);
  });

  test('does not poll on where the call is refused', async () => {
    const { call, asked } = script(pending, refused(401, '4992'));
    const calls = workflow({ call: 'payments/status', poll: { until: { '/status': 'APPROVED' }, seconds: 5 } });
    const error = await caught(() => runWorkflow(calls, { call, parameters: {} }));
    expect(error.message).toBe('POST /payments/initiate was rejected with 401 4992');
    expect(asked).toHaveLength(2);
  });

  test('polls on where it is asked too often', async () => {
    const { call, asked } = script(refused(429, '4290'), approved);
    const calls = workflow({ call: 'payments/status', poll: { until: { '/status': 'APPROVED' }, seconds: 5 } });
    await runWorkflow(calls, { call, parameters: {} });
    expect(asked).toHaveLength(2);
  });

  test('gives up polling at the deadline', async () => {
    const { call } = script(pending);
    const calls = workflow({ call: 'payments/status', poll: { until: { '/status': 'APPROVED' }, seconds: 0.02 } });
    const error = await caught(() => runWorkflow(calls, { call, parameters: {} }));
    expect(error.code).toBe('ERR_TIMEOUT');
    expect(error.message).toBe('Timed out after 0.02 s waiting until payments/status says {"/status":"APPROVED"}');
    expect(error.actual).toBe('200 PENDING');
  });
});
