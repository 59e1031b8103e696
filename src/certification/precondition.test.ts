import { describe, expect, it } from 'vitest';
import { certified, failed, failure, finished, planned, requirement, step, withSecond } from './fixtures/run.ts';
import { certify } from './verdict.ts';
import { blockedBy } from './precondition.ts';

const given = step({ keyword: 'Given', text: 'a payment that was captured' });
const broken = { ...given, status: 'FAILED' } as const;
const left = step({ keyword: 'When', text: 'I refund it', status: 'SKIPPED', exchanges: [] });

describe('a failure in a precondition', () => {
  it.each([
    ['the first step', [broken, left], 'Given a payment that was captured'],
    ['a step behind Given', [given, { ...broken, keyword: 'And', text: 'more' }, left], 'And more'],
    ['a background', [given, { ...broken, keyword: 'Given' }, left], 'Given a payment that was captured'],
  ])('blames no requirement: %s', (_, steps, words) => {
    expect(blockedBy(steps, failure())).toBe(`its precondition failed: ${words}`);
  });

  it.each([
    ['in When', [given, { ...left, status: 'FAILED' as const }]],
    ['in And behind When', [given, step(), { ...left, keyword: 'And', status: 'FAILED' as const }]],
    ['in a Given behind When', [step(), broken]],
    ['in a Given that nothing follows', [given, broken]],
    ['in a step of another language', [{ ...broken, keyword: 'Angenommen' }, left]],
    ['in a hook', [{ ...broken, keyword: 'Before', text: '' }, given, left]],
  ])('counts elsewhere: %s', (_, steps) => {
    expect(blockedBy(steps, failure())).toBeUndefined();
  });

  it.each([
    ['environment', 'the environment failed: When it is sent'],
    ['harness', 'nopan-certify failed: When it is sent'],
  ] as const)('does not count where the %s failed', (blame, reason) => {
    expect(blockedBy([step({ status: 'FAILED' })], failure({ class: blame }))).toBe(reason);
  });
});

describe('a scenario that was not exercised', () => {
  const record = finished(9, { steps: [broken, left], failure: failure() });

  it('makes the run incomplete, and names its cause and what depends on it', () => {
    expect(certify(withSecond(record))).toMatchObject({
      verdict: 'INCOMPLETE',
      exitCode: 4,
      reasons: ['Not exercised: SIG-02: Scenario 9 (features/a.feature:9): The status is not the expected one'],
      requirements: [
        { outcome: { result: 'PASSED' } },
        { outcome: { result: 'BLOCKED', reason: 'its precondition failed: Given a payment that was captured' } },
        { outcome: { result: 'PASSED' } },
      ],
    });
  });

  it('shares one sentence with all that met the same cause', () => {
    const ids = ['SIG-01', 'SIG-02', 'TOK-01'];
    const finishedAll = [3, 9, 15].map((line) => ({ ...record, id: `features/a.feature:${line}` }));
    const { reasons } = certify(
      certified({
        finished: finishedAll,
        planned: [3, 9, 15].map((line, index) => planned(line, `@${ids[index] ?? ''}`)),
      }),
    );
    expect(reasons).toEqual([
      'Not exercised: 3 scenarios share one cause: The status is not the expected one: SIG-01, SIG-02, TOK-01',
    ]);
  });

  it('holds nothing against a run where only optional requirements depend on it', () => {
    const catalogue = [requirement('SIG-01'), requirement('SIG-02', { level: 'SHOULD' }), requirement('TOK-01')];
    expect(certify(withSecond(record, { catalogue }))).toMatchObject({
      verdict: 'CERTIFIED',
      notes: ['1 optional requirement was not exercised, since a precondition failed: SIG-02.'],
    });
  });

  it('hides no failure of another scenario', () => {
    const { verdict, exitCode } = certify(certified({ finished: [failed(3), record, finished(15)] }));
    expect([verdict, exitCode]).toEqual(['NOT CERTIFIED', 1]);
  });
});
