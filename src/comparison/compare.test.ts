import { beforeEach, describe, expect, it } from 'vitest';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Change } from '../contract/types/comparison.ts';
import type { Outcome, Result } from '../contract/types/result.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { compare } from './compare.ts';

let old: Result;
let now: Result;
beforeEach(() => {
  // The sample shares its exchanges among all that ask for it.
  old = structuredClone(certifiedResult());
  now = structuredClone(old);
});

const changes = (kind: Change['kind']): Change[] => compare(old, now).changes.filter((change) => change.kind === kind);

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('The sample has none');
  return item;
}

const failed: Outcome = { status: 'FINISHED', result: 'FAILED' };
const skipped: Outcome = { status: 'FINISHED', result: 'SKIPPED', reason: 'the target cannot' };

describe('compare', () => {
  it('finds no difference between a result and itself, whatever its times', () => {
    now.startedAt = '2026-02-01T00:00:00.000Z';
    for (const scenario of now.scenarios) scenario.durationMs = 9;
    expect(compare(old, now)).toMatchObject({ regression: false, changes: [] });
  });

  it('tells what is newly failing, with the reason, and not what fails as before', () => {
    const scenario = first(now.scenarios);
    scenario.outcome = failed;
    scenario.failure = { class: 'api', code: 'ERR_ASSERTION', message: 'It was refused' };
    expect(changes('newly failing')).toEqual([
      {
        ...{ kind: 'newly failing', of: 'scenario', id: scenario.id, title: scenario.name },
        ...{ before: 'PASSED', after: 'FAILED', reason: 'It was refused', regression: true },
      },
    ]);
    first(old.scenarios).outcome = failed;
    expect(compare(old, now).regression).toBe(false);
  });

  it('takes a failure for worse than a warning, and not the other way round', () => {
    first(old.scenarios).outcome = { status: 'FINISHED', result: 'WARNING' };
    first(now.scenarios).outcome = failed;
    expect(changes('newly failing')).toHaveLength(1);
    [old, now] = [now, old];
    expect(compare(old, now)).toMatchObject({ regression: false, changes: [] });
  });

  it('takes flaky for worse than passed, and for better than failed', () => {
    first(now.scenarios).outcome = { status: 'FINISHED', result: 'FLAKY', reason: 'its results differ' };
    expect(changes('newly failing')).toMatchObject([
      { after: 'FLAKY', reason: 'its results differ', regression: true },
    ]);
    first(old.scenarios).outcome = failed;
    expect(compare(old, now).changes).toEqual([]);
  });

  it('tells what passes now, which is no regression', () => {
    first(old.requirements).outcome = failed;
    const { id, title } = first(now.requirements);
    expect(compare(old, now)).toMatchObject({
      regression: false,
      changes: [{ kind: 'newly passing', of: 'requirement', id, title, before: 'FAILED', after: 'PASSED' }],
    });
  });

  it('tells what is skipped now', () => {
    first(now.scenarios).outcome = skipped;
    expect(changes('newly skipped')).toMatchObject([
      { of: 'scenario', before: 'PASSED', after: 'SKIPPED', reason: 'the target cannot', regression: true },
    ]);
  });

  it('tells a skipped one that was never shown, which is no regression', () => {
    first(old.scenarios).outcome = { status: 'NOT_RUN' };
    first(now.scenarios).outcome = skipped;
    expect(changes('newly skipped')).toMatchObject([{ before: 'NOT_RUN', regression: false }]);
  });

  it.each<Outcome>([{ status: 'NOT_RUN' }, { status: 'FINISHED', result: 'REVIEW', reason: 'it has no steps' }])(
    'tells what is no longer shown: %o',
    (outcome) => {
      first(now.scenarios).outcome = outcome;
      expect(changes('no longer shown')).toMatchObject([{ before: 'PASSED', regression: true }]);
    },
  );

  it('tells a worse verdict, and why it is so', () => {
    now.verdict = 'INCOMPLETE';
    now.reasons = ['The run was interrupted.'];
    expect(changes('verdict')).toMatchObject([
      { before: 'CERTIFIED', after: 'INCOMPLETE', reason: 'The run was interrupted.', regression: true },
    ]);
    [old, now] = [now, old];
    expect(changes('verdict')).toMatchObject([{ regression: false }]);
  });
});

describe('weaker evidence', () => {
  const step = (result: Result) =>
    first(result.scenarios.flatMap(({ steps }) => steps).filter(({ exchanges }) => exchanges.length > 0));

  it('is a scenario with fewer exchanges', () => {
    step(now).exchanges.pop();
    expect(changes('weaker evidence')).toMatchObject([
      { of: 'scenario', before: '3 exchanges', after: '2 exchanges', regression: true },
    ]);
  });

  it('is none when a status was asked for less often', () => {
    const exchange = first(step(old).exchanges.slice(-1));
    step(old).exchanges.push(exchange, exchange);
    expect(compare(old, now).changes).toEqual([]);
  });

  it('is a requirement that fewer scenarios show', () => {
    const requirement = first(now.requirements.filter(({ scenarios }) => scenarios.length > 1));
    const [gone] = requirement.scenarios;
    const many = requirement.scenarios.length;
    now.scenarios = now.scenarios.filter(({ id }) => id !== gone);
    requirement.scenarios.shift();
    expect(compare(old, now).changes).toMatchObject([
      {
        ...{ kind: 'weaker evidence', of: 'requirement', id: requirement.id, regression: true },
        ...{ before: `shown by ${many} scenarios`, after: `shown by ${many - 1} scenarios` },
      },
    ]);
  });
});

describe('a changed catalogue', () => {
  it('is told, and demanding less is a regression', () => {
    const [gone, lowered, renamed] = now.requirements;
    if (!gone || !lowered || !renamed) throw new Error('The sample has too few requirements');
    now.requirements.shift();
    lowered.level = 'SHOULD';
    renamed.title = 'Another title';
    now.requirements.push({ ...gone, id: 'NEW-01', title: 'Something new' });
    expect(
      changes('changed catalogue').map(({ id, before, after, regression }) => [id, before, after, regression]),
    ).toEqual([
      [lowered.id, 'MUST', 'SHOULD', true],
      [renamed.id, old.requirements[2]?.title, 'Another title', false],
      ['NEW-01', undefined, 'MUST: Something new', false],
      [gone.id, `MUST: ${gone.title}`, undefined, true],
    ]);
  });
});

describe('assumed values', () => {
  it('are told when they are other ones, or documented by now', () => {
    const [changed, documented] = now.assumptions;
    if (!changed || !documented) throw new Error('The sample assumes too little');
    changed.value = 'der';
    now.assumptions.splice(1, 1);
    expect(changes('changed assumption').map(({ id, before, after }) => [id, before, after])).toEqual([
      ['signature.ecdsaEncoding', '"ieee-p1363" (assumed)', '"der" (assumed)'],
      [documented.id, `60 (assumed)`, '60 (documented)'],
    ]);
    expect(compare(old, now).regression).toBe(false);
  });
});

describe('changed inputs', () => {
  it('are told by what they are, and are no regression', () => {
    if (!now.inputs) throw new Error('The sample has no inputs');
    now.inputs = { ...now.inputs, features: 'f'.repeat(64), customSteps: 'a'.repeat(64) };
    const of = (zeros: string): string => `sha256:${zeros.repeat(12)}`;
    expect(changes('changed input').map(({ title, before, after }) => [title, before, after])).toEqual([
      ['features of nopan-certify', of('0'), of('f')],
      ['your own step files', undefined, of('a')],
    ]);
    expect(compare(old, now).regression).toBe(false);
  });
});

describe('slower calls', () => {
  const slowDown = (ms: number): void => {
    for (const { steps } of now.scenarios)
      for (const { exchanges } of steps) for (const { timings } of exchanges) timings.durationMs += ms;
  };

  it('are told by their medians, and are no regression', () => {
    slowDown(50);
    const slower = changes('slower calls');
    expect(slower.map(({ id }) => id)).toContain('payments/initiate');
    expect(slower[0]?.after).toMatch(/^\d+\.\d ms, median of \d+ calls$/);
    expect(compare(old, now).regression).toBe(false);
  });

  it('are not told within what chance makes of them', () => {
    slowDown(4);
    expect(changes('slower calls')).toEqual([]);
  });
});

describe('a scenario', () => {
  it('is the same after its lines have moved', () => {
    for (const scenario of now.scenarios) {
      const id = `${scenario.uri}:${scenario.line + 100}`;
      for (const requirement of now.requirements)
        requirement.scenarios = requirement.scenarios.map((own) => (own === scenario.id ? id : own));
      scenario.id = id;
    }
    expect(compare(old, now).changes).toEqual([]);
  });

  it('is told from its namesakes by the words of its steps, and then by its order', () => {
    const [one, other] = [old.scenarios[0], old.scenarios[1]];
    if (!one || !other) throw new Error('The sample has too few scenarios');
    const example = (value: string, outcome: Outcome, from = one) => ({
      ...structuredClone(from),
      ...{ id: `features/outline.feature:${value}`, name: 'Each', feature: 'Outline', outcome },
      steps: from.steps.map((step) => ({ ...step, text: `value ${value}` })),
    });
    old.scenarios = [example('a', failed), example('b', one.outcome), example('c', one.outcome)];
    now.scenarios = [example('new', one.outcome), example('b', one.outcome), example('a', failed)];
    expect(compare(old, now).changes.filter(({ of }) => of === 'scenario')).toEqual([]);
    now.scenarios = [example('b', failed), example('a', one.outcome)];
    expect(
      compare(old, now)
        .changes.filter(({ of }) => of === 'scenario')
        .map(({ id, kind }) => [id, kind]),
    ).toEqual([
      ['features/outline.feature:b', 'newly failing'],
      ['features/outline.feature:a', 'newly passing'],
    ]);
  });
});

it('fits its schema, with every kind of change', () => {
  now.verdict = 'NOT CERTIFIED';
  first(now.requirements).outcome = failed;
  now.assumptions.pop();
  expect(
    loadSchemas(schemasDir).violations('comparison.schema', JSON.parse(JSON.stringify(compare(old, now)))),
  ).toEqual([]);
});
