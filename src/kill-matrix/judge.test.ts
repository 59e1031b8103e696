import { describe, expect, test } from 'vitest';
import { catalogue, defect, failure } from './fixtures/made-up.ts';
import { judge } from './judge.ts';
import type { FailedScenario } from './trial.ts';

const judged = (failures: readonly FailedScenario[], changes: { also?: string[]; gaps?: string[] } = {}) => {
  const { gaps = [], also } = changes;
  return judge(defect(also && { also }), { failures, gaps }, catalogue);
};

/** A failure by something of its own. */
const other = (...requirements: string[]) =>
  failure(requirements, { message: 'payments/status was refused', expected: 'status 2xx' });

const killed = { verdict: 'killed', unrelated: [], consequences: [] };

describe('a defect is killed', () => {
  test('when its requirement fails, and nothing else', () => {
    expect(judged([failure(['SIG-01'])])).toEqual({ ...killed, failed: ['SIG-01'] });
  });

  test('whatever else the scenario is tagged with, since that fails in passing', () => {
    expect(judged([failure(['SIG-01', 'TOK-01'])])).toEqual({ ...killed, failed: ['TOK-01', 'SIG-01'] });
  });

  test('when a requirement fails that it names itself', () => {
    expect(judged([failure(['SIG-01']), other('TOK-01')], { also: ['TOK-01'] })).toEqual({
      ...killed,
      failed: ['TOK-01', 'SIG-01'],
    });
  });

  test('when a requirement fails that is not mandatory', () => {
    expect(judged([failure(['SIG-01']), other('SIG-03')])).toEqual({ ...killed, failed: ['SIG-01', 'SIG-03'] });
  });

  test('by what an integration has to do, too', () => {
    expect(judged([failure(['SIG-01'], { class: 'integration' })]).verdict).toBe('killed');
  });
});

describe('a defect survives', () => {
  const survived = { verdict: 'survived', failed: [], unrelated: [], consequences: [] };

  test('when nothing notices it', () => {
    expect(judged([])).toEqual({ ...survived, reason: 'No scenario of SIG-01 failed.' });
  });

  test('when only another requirement notices it, which is told besides', () => {
    expect(judged([other('TOK-01')])).toEqual({
      ...survived,
      reason: 'No scenario of SIG-01 failed.',
      failed: ['TOK-01'],
      unrelated: ['TOK-01'],
    });
  });

  test('when only a requirement notices it that it names besides', () => {
    expect(judged([other('TOK-01')], { also: ['TOK-01'] }).verdict).toBe('survived');
  });

  test.each(['harness', 'environment', 'configuration'] as const)('when its requirement fails by the %s', (blame) => {
    const fault = failure(['SIG-01'], { class: blame, code: 'ERR_HARNESS', message: 'function timed out' });
    expect(judged([fault])).toEqual({
      ...survived,
      reason: `SIG-01 failed, but not by the target (class ${blame}): function timed out (ERR_HARNESS).`,
      failed: ['SIG-01'],
    });
  });

  test('when the run could not judge everything, whatever failed', () => {
    const { verdict, reason } = judged([failure(['SIG-01'])], { gaps: ['features/a.feature:9 was not judged'] });
    expect([verdict, reason]).toEqual([
      'survived',
      'The run could not judge everything: features/a.feature:9 was not judged.',
    ]);
  });
});

describe('a mandatory requirement that fails by something of its own', () => {
  const unrelated = {
    verdict: 'unrelated',
    reason: 'Mandatory requirements failed that it does not violate: TOK-01.',
    failed: ['TOK-01', 'SIG-01'],
    unrelated: ['TOK-01'],
    consequences: [],
  };

  test('is unrelated', () => {
    expect(judged([failure(['SIG-01']), other('TOK-01')])).toEqual(unrelated);
  });

  test('is so also where another of its scenarios shares the violated requirement', () => {
    expect(judged([failure(['SIG-01', 'TOK-01']), other('TOK-01')])).toEqual(unrelated);
  });

  test('is so when the same call fails, but something else is expected of it', () => {
    expect(judged([failure(['SIG-01']), failure(['TOK-01'], { expected: '401 with reason code 4970' })])).toEqual(
      unrelated,
    );
  });

  test('is so when it fails by a fault that is not the target’s', () => {
    const fault = { class: 'harness', code: 'ERR_HARNESS', message: 'x is not a function' } as const;
    const { verdict } = judged([failure(['SIG-01']), failure(['SIG-01'], fault), failure(['TOK-01'], fault)]);
    expect(verdict).toBe('unrelated');
  });
});

describe('a requirement that fails by the symptom of the violated one', () => {
  const broken = (spec: string) => ({
    message: `The response to ${spec} breaks its contract: /status is required`,
    expected: '/status is required',
  });
  const own = failure(['SIG-01'], broken('payments/initiate'));

  test.each([
    ['by the same call', broken('payments/initiate')],
    ['by a variant of it', broken('payments/initiate#blik+by-payer')],
    [
      'by a sound call beside a spoilt one',
      {
        ...broken('payments/initiate'),
        message: `The control request before the one without a token failed: ${broken('payments/initiate').message}`,
      },
    ],
  ])('fails in consequence: %s', (_how, changes) => {
    expect(judged([own, failure(['TOK-01'], changes)])).toEqual({
      verdict: 'killed',
      failed: ['TOK-01', 'SIG-01'],
      unrelated: [],
      consequences: ['TOK-01'],
    });
  });

  test('is unrelated when it is another call', () => {
    expect(judged([own, failure(['TOK-01'], broken('payments/capture'))]).unrelated).toEqual(['TOK-01']);
  });

  test('fails in consequence whatever digest is expected this time', () => {
    const digest = (expected: string) => ({
      code: 'ERR_DIGEST_MISMATCH',
      message: 'The digest is not that of the body',
      expected,
    });
    const { consequences } = judged([failure(['SIG-01'], digest('a')), failure(['TOK-01'], digest('b'))]);
    expect(consequences).toEqual(['TOK-01']);
  });
});
