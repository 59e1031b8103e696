import { describe, expect, it } from 'vitest';
import type { PlannedScenario } from './run.ts';
import { certified, exchange, failed, finished, planned, requirement, step } from './fixtures/run.ts';
import { coverageOf } from './coverage.ts';
import { stateOf } from './outcome.ts';
import { certify, type CertificationInput } from './verdict.ts';

const own = (scenario: PlannedScenario): PlannedScenario => ({ ...scenario, own: true });

/** A run with a scenario of the user's own beside ours. */
const withOwn = (scenario: PlannedScenario, record: ReturnType<typeof finished>): CertificationInput => {
  const base = certified();
  return {
    ...base,
    catalogue: [...base.catalogue, { ...requirement('SHOP-01'), own: true }],
    planned: [...base.planned, own(scenario), own(planned(40, '@SHOP-01'))],
    started: [...base.started, scenario.id, 'features/a.feature:40'],
    finished: [...base.finished, record, finished(40)],
  };
};

const stateIn = (input: CertificationInput, id: string): string | undefined =>
  certify(input)
    .requirements.filter((each) => each.id === id)
    .map(({ outcome }) => stateOf(outcome))[0];

describe('a scenario of the user’s own', () => {
  it('shows a requirement of theirs, and is marked', () => {
    const input = withOwn(planned(30, '@SIG-01'), finished(30));
    expect([certify(input).verdict, stateIn(input, 'SHOP-01')]).toEqual(['CERTIFIED', 'PASSED']);
    expect(certify(input).scenarios.map((scenario) => scenario.own)).toEqual([
      ...[undefined, undefined, undefined],
      ...[true, true],
    ]);
    expect(certify(input).requirements.at(-1)?.own).toBe(true);
  });

  it('shows no requirement of ours', () => {
    const input = withOwn(planned(30, '@TOK-01'), finished(30));
    const without = { ...input, planned: input.planned.filter(({ line }) => line !== 15) };
    expect(stateIn(input, 'TOK-01')).toBe('PASSED');
    expect([certify(without).verdict, stateIn(without, 'TOK-01')]).toEqual(['INCOMPLETE', 'NOT_RUN']);
  });

  it('fails a requirement of ours', () => {
    const input = withOwn(planned(30, '@TOK-01'), failed(30));
    expect([certify(input).verdict, stateIn(input, 'TOK-01')]).toEqual(['NOT CERTIFIED', 'FAILED']);
  });

  it('does not keep what only a mock can show from being told as such', () => {
    const skipped = finished(9, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no clock' });
    const input = withOwn(planned(30, '@SIG-02'), finished(30));
    const onSandbox = {
      ...input,
      abilities: ['webhooks'],
      finished: [...input.finished.filter(({ id }) => !id.endsWith(':9')), skipped],
    };
    expect(certify(onSandbox).verdict).toBe('CERTIFIED');
    expect(certify(onSandbox).notes[0]).toBe(
      '1 mandatory requirement can be shown by a mock only, and not by this target: SIG-02.',
    );
  });

  it('counts in no coverage', () => {
    const universe = {
      operations: { 'payments/status': ['200'] },
      ...{ statuses: ['200'], reasonCodes: [], webhookTypes: [], providers: [] },
      settings: {},
    };
    const scenario = certify(certified()).scenarios.slice(0, 1);
    const seen = (changes: { own?: true }): unknown =>
      coverageOf(
        scenario.map((each) => ({ ...each, ...changes, steps: [step({ exchanges: [exchange] })] })),
        universe,
      ).operations[0]?.seen;
    expect([seen({}), seen({ own: true })]).toEqual([[{ value: '200', count: 1 }], []]);
  });
});

describe('a capability of the user’s own', () => {
  const loyalty = (capabilities: string[]): CertificationInput => {
    const base = withOwn(planned(30, '@SHOP-02'), failed(30));
    const catalogue = [...base.catalogue, { ...requirement('SHOP-02', { applies: 'loyalty' }), own: true as const }];
    return { ...base, catalogue, capabilities };
  };

  it('that is named has its requirement counted', () => {
    expect([certify(loyalty(['loyalty'])).verdict, stateIn(loyalty(['loyalty']), 'SHOP-02')]).toEqual([
      'NOT CERTIFIED',
      'FAILED',
    ]);
  });

  it('that is left out rules out its requirement alone, and the verdict says so', () => {
    const input = loyalty(['webhooks']);
    const skipped = finished(30, { steps: [step({ status: 'SKIPPED', exchanges: [] })], skipReason: 'not used' });
    const { verdict, notes } = certify({
      ...input,
      finished: input.finished.map((each) => (each.id.endsWith(':30') ? skipped : each)),
    });
    expect(verdict).toBe('CERTIFIED');
    expect(notes).toContain('1 mandatory requirement does not apply, since the integration uses no loyalty: SHOP-02.');
  });
});
