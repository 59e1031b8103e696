import { describe, expect, it } from 'vitest';
import type { Requirement } from '../contract/types/requirements.ts';
import { traceabilityProblems, type Traced, type TracedScenario } from './traceability.ts';

const requirement = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  ...{ id, title: 'It holds', level: 'MUST', stage: 'signing', applies: 'always' },
  source: { page: 'OAS', status: 'documented' },
  ...more,
});

const review = { because: 'keys are kept elsewhere', attest: 'The key is kept in a vault.' };

const scenario = (line: number, ...tags: string[]): TracedScenario => ({
  id: `features/a.feature:${line}`,
  name: `scenario ${line}`,
  tags,
  tagPlaces: Object.fromEntries(
    tags.map((tag) => [tag, `features/a.feature:${tag.startsWith('@stage') ? 1 : line - 1}`]),
  ),
});

const problemsOf = (traced: Partial<Traced>) =>
  traceabilityProblems({
    catalogue: [requirement('SIG-01')],
    scenarios: [scenario(5, '@SIG-01', '@stage:signing', '@needs:clock')],
    abilities: ['clock', 'control'],
    placeOf: (id) => `specs/requirements.yaml:${id}`,
    ...traced,
  });

describe('traceabilityProblems', () => {
  it('has none where everything fits', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    ['MUST', 'SIG-02 (MUST) has no scenario'],
    ['SHOULD', 'SIG-02 (SHOULD) has no scenario'],
    ['MAY', 'SIG-02 (MAY) has no scenario'],
  ] as const)('tells a requirement (%s) without a scenario', (level, message) => {
    expect(problemsOf({ catalogue: [requirement('SIG-01'), requirement('SIG-02', { level })] })).toEqual([
      {
        where: 'specs/requirements.yaml:SIG-02',
        message,
        advice: 'Tag one with @SIG-02, or say under review why a person must attest it.',
      },
    ]);
  });

  it('asks for no scenario of what is left to a person', () => {
    expect(problemsOf({ catalogue: [requirement('SIG-01'), requirement('SIG-02', { review })] })).toEqual([]);
  });

  it('tells where scenarios show what is left to a person, once a place', () => {
    const scenarios = [
      scenario(5, '@SIG-01'),
      { ...scenario(6, '@SIG-01'), tagPlaces: { '@SIG-01': 'features/a.feature:4' } },
    ];
    expect(problemsOf({ catalogue: [requirement('SIG-01', { review })], scenarios })).toEqual([
      {
        where: 'features/a.feature:4',
        message: 'SIG-01 needs a manual attestation, but a scenario covers it',
        advice: 'Take @SIG-01 away here, or review from SIG-01 in the catalogue.',
      },
    ]);
  });

  it('tells a scenario without a requirement', () => {
    expect(problemsOf({ scenarios: [scenario(5, '@SIG-01'), scenario(9, '@stage:signing')] })).toEqual([
      {
        where: 'features/a.feature:9',
        message: 'The scenario "scenario 9" names no requirement',
        advice: 'Tag it with the id of the requirement that it shows.',
      },
    ]);
  });

  const free = 'such as @ticket:ABC-12.';
  it.each([
    ['@SIG-1', 'requirement', 'Did you mean @SIG-01?'],
    ['@sig-01', 'requirement', 'Did you mean @SIG-01?'],
    [
      '@JIRA-4711',
      'requirement',
      `Add it to requirements.yaml, or write a tag that is no requirement in another form, ${free}`,
    ],
    ['@need:clock', 'need', 'Did you mean @needs:clock?'],
    ['@needs:clocks', 'need', 'Did you mean @needs:clock?'],
    ['@needs:a-long-weekend', 'need', 'Valid tags: @needs:clock, @needs:control.'],
    ['@stage:signng', 'tag', 'Did you mean @stage:signing?'],
    ['@certainly-nothing-of-ours', 'tag', 'Valid tags: @stage:signing, @needs:clock, @needs:control.'],
  ])('reports an unknown tag: %s', (tag, noun, advice) => {
    const where = `features/a.feature:${tag.startsWith('@stage') ? 1 : 4}`;
    const problem = { where, message: `Unknown ${noun} ${tag}`, advice, unknown: true };
    expect(problemsOf({ scenarios: [scenario(5, '@SIG-01', tag)] })).toEqual([problem]);
    const own = { ...scenario(5, '@SIG-01', tag), own: true } as const;
    expect(problemsOf({ scenarios: [own] })).toEqual(noun === 'tag' ? [] : [problem]);
  });

  it('tells a tag of a feature once, however many scenarios inherit it', () => {
    const scenarios = [scenario(5, '@SIG-01', '@stage:sign'), scenario(9, '@SIG-01', '@stage:sign')];
    expect(problemsOf({ scenarios })).toHaveLength(1);
  });
});
