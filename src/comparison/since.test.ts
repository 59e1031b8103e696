import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, Result } from '../contract/types/result.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { compare } from './compare.ts';
import { baselineOf, changesSince, incomparable } from './since.ts';

let old: Result;
let now: Result;
beforeEach(() => {
  old = structuredClone(certifiedResult());
  now = structuredClone(old);
});

const failed: Outcome = { status: 'FINISHED', result: 'FAILED' };
const notRun: Outcome = { status: 'NOT_RUN' };
const changes = () => changesSince(baselineOf(old), now);

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new Error('The sample has none');
  return item;
}

it('nothing differs from the same result', () => {
  expect(changes()).toEqual({
    baseline: { startedAt: old.startedAt, verdict: 'CERTIFIED', partial: false },
    requirements: [],
    scenarios: { newlyFailing: [], fixed: [], added: [], removed: [] },
  });
});

it('a baseline holds no evidence', () => {
  expect(baselineOf(old).scenarios.flatMap(({ steps }) => steps.flatMap(({ exchanges }) => exchanges))).toEqual([]);
  expect(old.scenarios.some(({ steps }) => steps.some(({ exchanges }) => exchanges.length > 0))).toBe(true);
});

it('what got worse comes before what got better', () => {
  at(old.requirements, 0).outcome = failed;
  at(now.requirements, 2).outcome = failed;
  at(old.scenarios, 0).outcome = failed;
  at(now.scenarios, 1).outcome = failed;
  const found = changes();
  expect(found.requirements).toEqual([
    { id: at(now.requirements, 2).id, from: 'PASSED', to: 'FAILED' },
    { id: at(now.requirements, 0).id, from: 'FAILED', to: 'PASSED' },
  ]);
  expect(found.scenarios).toMatchObject({ newlyFailing: [at(now.scenarios, 1).id], fixed: [at(now.scenarios, 0).id] });
});

it('scenarios are added and removed', () => {
  const [first] = old.scenarios.splice(0, 1);
  const last = now.scenarios.pop();
  expect(changes().scenarios).toEqual({ newlyFailing: [], fixed: [], added: [first?.id], removed: [last?.id] });
});

describe('where one is a selection,', () => {
  beforeEach(() => {
    now.selection = '--tags @SIG-01';
    for (const each of [...now.requirements.slice(1), ...now.scenarios.slice(1)]) each.outcome = notRun;
  });

  it('only what both ran is compared', () => {
    at(now.scenarios, 0).outcome = failed;
    now.scenarios.pop();
    const found = changes();
    expect([found.baseline.partial, found.requirements]).toEqual([true, []]);
    expect(found.scenarios).toEqual({ newlyFailing: [at(now.scenarios, 0).id], fixed: [], added: [], removed: [] });
  });

  it('fewer scenarios do not fix a requirement', () => {
    const requirement = now.requirements.findIndex(({ scenarios }) => scenarios.length > 0);
    at(old.requirements, requirement).outcome = failed;
    at(now.requirements, requirement).outcome = { status: 'FINISHED', result: 'PASSED' };
    expect(changes().requirements).toMatchObject([{ from: 'FAILED', to: 'PASSED' }]);
    at(now.requirements, requirement).scenarios = [];
    expect(changes().requirements).toEqual([]);
  });

  it('diff does not list what was not selected, and still calls it a regression', () => {
    const gone = compare(old, now);
    expect(gone.changes.map(({ kind, of, title, regression }) => [kind, of, title, regression])).toEqual([
      [
        'no longer shown',
        'result',
        `${old.requirements.length - 1} requirements and ${old.scenarios.length - 1} scenarios that the new result did not select`,
        true,
      ],
    ]);
    const back = compare(now, old);
    expect(back.changes.map(({ kind }) => kind)).toEqual(['newly passing']);
    expect(back.regression).toBe(false);
  });
});

it('an interrupted run is compared as far as it came', () => {
  now.interrupted = true;
  at(now.requirements, 0).outcome = notRun;
  expect([changes().baseline.partial, changes().requirements]).toEqual([true, []]);
});

it('results about something else are not compared', () => {
  const target = {
    kind: 'sandbox',
    name: 'api.example.com',
    baseUrl: 'https://api.example.com',
    official: false,
  } as const;
  const subject = { organization: 'org-1' };
  const [of, other] = [
    { ...old, target, subject },
    { ...now, target, subject: { organization: 'org-2' } },
  ];
  expect(
    incomparable(baselineOf(old), { ...now, target: { ...now.target, baseUrl: 'https://127.0.0.1:9' } }),
  ).toBeUndefined();
  expect(incomparable(baselineOf(of), of)).toBeUndefined();
  expect(incomparable(baselineOf(of), other)).toBe('it is about org-1, and this run about org-2');
  expect(incomparable(baselineOf(of), { target })).toBe('it is about org-1, and this run about none');
  const elsewhere = { ...of, target: { ...target, baseUrl: 'https://b.example.com' } };
  expect(incomparable(baselineOf(of), elsewhere)).toBe(
    'its target was https://api.example.com, and this one is https://b.example.com',
  );
  const broken = { ...now, target: { ...now.target, name: 'a mock, broken on purpose: hmac-missing' } };
  expect(incomparable(baselineOf(old), broken)).toMatch(/, and this one is a mock, broken on purpose: hmac-missing$/);
});
