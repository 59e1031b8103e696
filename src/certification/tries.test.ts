import { describe, expect, it } from 'vitest';
import type { State } from '../contract/types/result.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { basisOf } from './basis.ts';
import { judgedAgain, type Judgeable } from './judged-again.ts';
import { certified, failed, finished, step } from './fixtures/run.ts';
import type { FinishedScenario } from './run.ts';
import { certify, type Certification, type CertificationInput } from './verdict.ts';

const [first, second, third] = certified().started as [string, string, string];

/** Three scenarios, each run twice; the second one with these tries. */
const repeated = (tries: readonly FinishedScenario[], started = [second, second]): Certification =>
  certify(
    certified({
      repeat: 2,
      started: [first, first, ...started, third, third],
      finished: [finished(3), finished(3), ...tries, finished(15), finished(15)],
    }),
  );

const outcome = ({ scenarios }: Certification) => scenarios[1]?.outcome;

describe('a scenario that runs several times', () => {
  it('passes when every try does', () => {
    expect(repeated([finished(9), finished(9)])).toMatchObject({ verdict: 'CERTIFIED', exitCode: 0 });
  });

  it('is flaky when one fails, whichever it is, with the evidence of that one', () => {
    for (const tries of [
      [finished(9), failed(9)],
      [failed(9), finished(9)],
    ]) {
      const flaky = repeated(tries);
      expect(flaky).toMatchObject({ verdict: 'NOT CERTIFIED', exitCode: 1, summary: { scenarios: { flaky: 1 } } });
      expect(flaky.scenarios[1]?.failure?.message).toBe('The status is not the expected one');
      expect(outcome(flaky)).toMatchObject({ result: 'FLAKY' });
    }
  });

  it('ends with 1 when it is flaky, even if the environment was to blame', () => {
    const broken = failed(15, { class: 'environment' });
    const input = { repeat: 2, started: [first, first, second, second, third, third] };
    const others = [finished(3), finished(3), broken, broken];
    expect(certify(certified({ ...input, finished: [...others, finished(9), finished(9)] })).exitCode).toBe(3);
    expect(certify(certified({ ...input, finished: [...others, finished(9), failed(9)] })).exitCode).toBe(1);
  });

  it('is flaky when a try shows nothing', () => {
    const silent = finished(9, { steps: [step({ exchanges: [] })] });
    expect(repeated([finished(9), silent]).reasons[0]).toBe(
      'Flaky: SIG-02: Scenario 9 (features/a.feature:9): its results differ: of 2 tries 1 passed, 1 review (in turn: passed, review); it passed without an answer or a webhook on record',
    );
  });

  it('is excused by a waiver of its requirement only', () => {
    const tries = { repeat: 2, started: [first, first, second, second, third, third] };
    const ran = [finished(3), finished(3), finished(9), failed(9), finished(15), finished(15)];
    const waiver = { owner: 'Ada Example', reason: 'a fix is on its way', reference: 'T-1', expires: '2026-01-20' };
    const waived = (id: string) => ({ waived: { waivers: { [id]: waiver }, day: '2026-01-19' } });
    const judged = (id: string) => certify(certified({ ...tries, finished: ran, ...waived(id) }));
    expect(judged('SIG-02')).toMatchObject({
      verdict: 'CERTIFIED',
      scenarios: [{}, { outcome: { result: 'FLAKY' }, waivedBy: ['SIG-02'] }, {}],
    });
    expect(judged('SIG-02').reasons[1]).toContain('which is flaky (');
    expect(judged('SIG-01').verdict).toBe('NOT CERTIFIED');
  });

  it('has failed when every try has', () => {
    expect(outcome(repeated([failed(9), failed(9)]))).toEqual({ status: 'FINISHED', result: 'FAILED' });
  });

  it('has not passed while a try is missing', () => {
    expect(outcome(repeated([finished(9)], [second]))).toEqual({ status: 'NOT_RUN' });
    expect(outcome(repeated([finished(9)]))).toEqual({ status: 'INTERRUPTED' });
    expect(repeated([finished(9)]).verdict).toBe('INCOMPLETE');
    expect(outcome(repeated([failed(9)], [second]))).toEqual({ status: 'FINISHED', result: 'FAILED' });
  });

  it('must not finish more often than that', () => {
    expect(repeated([finished(9), finished(9), finished(9)]).reasons).toContain(
      'The scenario features/a.feature:9 finished more than 2 times.',
    );
  });
});

describe('a repeated run that is judged again', () => {
  const again = (input: CertificationInput, change: (result: Judgeable) => void = () => undefined) => {
    const { tool, target, profile, assumptions, startedAt, finishedAt, durationMs } = certifiedResult();
    const result: Judgeable = {
      ...{ tool, profile, assumptions, startedAt, finishedAt, durationMs },
      target: { ...target, kind: 'mock' },
      ...certify({ ...input, scheme: 'http-message-signature' }),
      coverage: { operations: [], values: [] },
      basis: basisOf(input, { scenarios: 3, digest: '' }),
      repeat: 2,
    };
    const changed = structuredClone(result);
    change(changed);
    return [
      judgedAgain(changed).scenarios[1]?.outcome,
      result.scenarios[1]?.outcome,
      judgedAgain(result).verdict === result.verdict,
    ];
  };

  const tried = (...tries: FinishedScenario[]): CertificationInput =>
    certified({
      repeat: 2,
      started: [first, first, second, second, third, third],
      finished: [finished(3), finished(3), ...tries, finished(15), finished(15)],
    });

  it.each([
    ['passed', [finished(9), finished(9)]],
    ['failed', [failed(9), failed(9)]],
    ['flaky', [finished(9), failed(9)]],
    ['cut short', [finished(9)]],
    ['failed and cut short', [failed(9)]],
    ['once too often', [finished(9), finished(9), finished(9)]],
  ])('comes to the same: %s', (_, tries) => {
    const [judged, written, sameVerdict] = again(tried(...tries));
    expect([judged, sameVerdict]).toEqual([written, true]);
  });

  it.each<[string, State[], string]>([
    ['a try is missing', ['PASSED'], 'NOT_RUN'],
    ['a try failed', ['PASSED', 'FAILED'], 'FLAKY'],
  ])('comes to something else where %s', (_, tries, state) => {
    const [judged] = again(tried(finished(9), finished(9)), ({ scenarios: [, scenario] }) => {
      if (scenario) scenario.tries = tries;
    });
    expect(judged).toMatchObject(state === 'FLAKY' ? { result: state } : { status: 'NOT_RUN' });
  });
});
