import { describe, expect, it } from 'vitest';
import { certified, failed, finished, planned, requirement, step, withSecond } from './fixtures/run.ts';
import { certify, type CertificationInput } from './verdict.ts';

const waiver = { owner: 'Ada Example', reason: 'the fix is on its way', reference: 'T-1', expires: '2026-01-20' };
const waived = (id: string, day = '2026-01-20') => ({ waivers: { [id]: waiver }, day });
const scenario = 'features/a.feature:9';

const concluded = (input: CertificationInput) => {
  const { verdict, exitCode, reasons, requirements, scenarios } = certify(input);
  return {
    conclusion: [verdict, exitCode],
    reasons,
    standing: requirements.flatMap((each) => each.waiver?.standing ?? []),
    excused: scenarios.flatMap(({ id, waivedBy }) => (waivedBy ? [[id, ...waivedBy]] : [])),
  };
};

const told = (id: string, state: string) =>
  `Waived until 2026-01-20 by Ada Example (T-1): ${id}, What ${id} demands, which ${state}: the fix is on its way`;
const covered = 'All mandatory requirements are covered or waived: 2 requirements, 2 scenarios.';

describe('a waiver of a requirement', () => {
  it('keeps its failure from the verdict, and is a reason of that', () => {
    expect(concluded(withSecond(failed(9), { waived: waived('SIG-02') }))).toEqual({
      conclusion: ['CERTIFIED', 0],
      reasons: [covered, told('SIG-02', 'failed')],
      standing: ['APPLIED'],
      excused: [[scenario, 'SIG-02']],
    });
  });

  it('leaves the failure on record', () => {
    const { scenarios, requirements, summary } = certify(withSecond(failed(9), { waived: waived('SIG-02') }));
    expect(scenarios[1]).toMatchObject({ outcome: { result: 'FAILED' }, failure: { code: 'ERR_ASSERTION' } });
    expect(requirements[1]).toMatchObject({
      outcome: { result: 'FAILED' },
      waiver: { ...waiver, standing: 'APPLIED' },
    });
    expect(summary.requirements.failed).toBe(1);
  });

  it('keeps from the verdict that nobody attested it', () => {
    const review = { because: 'no traffic shows it', attest: 'It is so.' };
    const attested = certified({ attestations: {}, waived: waived('TOK-02') });
    const left = { ...attested, catalogue: [...attested.catalogue, requirement('TOK-02', { review })] };
    expect(concluded(left)).toMatchObject({ conclusion: ['CERTIFIED', 0], standing: ['APPLIED'] });
    expect(concluded(left).reasons[1]).toBe(told('TOK-02', 'nobody has attested'));
  });

  it('excuses no other requirement that the same scenario shows', () => {
    const both = { planned: [planned(3, '@SIG-01'), planned(9, '@SIG-02', '@TOK-01'), planned(15, '@TOK-01')] };
    expect(concluded(withSecond(failed(9), { ...both, waived: waived('SIG-02') }))).toMatchObject({
      conclusion: ['NOT CERTIFIED', 1],
      standing: ['APPLIED'],
      excused: [],
    });
  });

  it.each([
    ['environment', 3],
    ['harness', 5],
  ] as const)('excuses no fault of the %s', (blame, exitCode) => {
    const input = withSecond(failed(9, { class: blame }), { waived: waived('SIG-02') });
    expect(concluded(input)).toMatchObject({ conclusion: ['INCOMPLETE', exitCode], excused: [] });
  });

  it('excuses no run that was cut short', () => {
    const input = withSecond(undefined, { interrupted: true, waived: waived('SIG-02') });
    expect(concluded(input)).toMatchObject({ conclusion: ['INCOMPLETE', 4], standing: ['APPLIED'] });
  });
});

describe('a waiver of what is skipped', () => {
  const skipped = finished(9, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no webhooks arrive' });
  const skippedFor = (need: string, abilities: string[]) =>
    concluded(
      withSecond(skipped, {
        planned: [planned(3, '@SIG-01'), planned(9, '@SIG-02', need), planned(15, '@TOK-01')],
        abilities,
        waived: waived('SIG-02'),
      }),
    );

  it('keeps from the verdict that it was not shown', () => {
    const { conclusion, reasons } = skippedFor('@needs:webhooks', []);
    expect(conclusion).toEqual(['CERTIFIED', 0]);
    expect(reasons[1]).toBe(told('SIG-02', 'was skipped (no webhooks arrive)'));
  });

  it('matches nothing where only a mock could show it, since that is held against no target', () => {
    expect(skippedFor('@needs:clock', []).standing).toEqual(['UNUSED']);
  });
});

describe('a waiver that nobody may rely on fails the run', () => {
  it('when it has expired, on the day after its last', () => {
    expect(concluded(withSecond(failed(9), { waived: waived('SIG-02', '2026-01-21') }))).toEqual({
      conclusion: ['NOT CERTIFIED', 1],
      reasons: [
        'The waiver of SIG-02 expired on 2026-01-20: Ada Example has to renew or remove it.',
        `Failed: SIG-02: Scenario 9 (${scenario}): The status is not the expected one`,
      ],
      standing: ['EXPIRED'],
      excused: [],
    });
  });

  it('when it ends more than ninety days after the run', () => {
    // Its last day is 2026-01-20.
    expect(concluded(withSecond(failed(9), { waived: waived('SIG-02', '2025-10-22') }))).toMatchObject({
      standing: ['APPLIED'],
    });
    expect(concluded(withSecond(failed(9), { waived: waived('SIG-02', '2025-10-21') }))).toEqual({
      conclusion: ['NOT CERTIFIED', 1],
      reasons: [
        'The waiver of SIG-02 holds until 2026-01-20, more than the 90 days allowed: Ada Example has to shorten it.',
        `Failed: SIG-02: Scenario 9 (${scenario}): The status is not the expected one`,
      ],
      standing: ['TOO_LONG'],
      excused: [],
    });
  });

  it('when its requirement passed', () => {
    expect(concluded(certified({ waived: waived('SIG-02') }))).toMatchObject({
      conclusion: ['NOT CERTIFIED', 1],
      reasons: ['The waiver of SIG-02 matches nothing, since it passed: Ada Example has to remove it.'],
      standing: ['UNUSED'],
    });
  });

  it('but not when only a part of the plan was run, which cannot tell', () => {
    expect(concluded(certified({ leftOut: ['features/b.feature:1'], waived: waived('SIG-02') }))).toMatchObject({
      conclusion: ['INCOMPLETE', 4],
      standing: ['UNDECIDED'],
    });
  });
});
