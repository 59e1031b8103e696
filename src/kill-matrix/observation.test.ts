import { expect, test } from 'vitest';
import { certified, failed, failure, finished, step, withSecond } from '../certification/fixtures/run.ts';
import { certify, type CertificationInput } from '../certification/verdict.ts';
import type { Result } from '../contract/types/result.ts';
import { observationOf } from './observation.ts';

/** A canonical result, as far as it counts here. */
const observed = (input: CertificationInput) => observationOf({ ...certify(input), durationMs: 7 } as Result);

test('a run without fault shows no failure', () => {
  expect(observed(certified())).toEqual({
    verdict: 'CERTIFIED',
    reasons: ['All mandatory requirements are covered: 3 requirements, 3 scenarios.'],
    failures: [],
    gaps: [],
    durationMs: 7,
  });
});

test('a failed scenario is kept with its requirements and what was wrong', () => {
  expect(observed(withSecond(failed(9))).failures).toEqual([
    {
      id: 'features/a.feature:9',
      name: 'Scenario 9',
      requirements: ['SIG-02'],
      class: 'api',
      code: 'ERR_ASSERTION',
      message: 'The status is not the expected one',
      expected: '401',
      repeat: '',
    },
  ]);
});

test.each([
  ['a scenario that never finished', withSecond(undefined), 'features/a.feature:9 was not judged'],
  [
    'a step that is not defined',
    withSecond(finished(9, { steps: [step({ status: 'UNDEFINED' })] })),
    'features/a.feature:9 was not judged',
  ],
  ['a fault outside', certified({ faults: [failure({ message: 'A hook failed' })] }), 'A hook failed'],
])('%s is a gap', (_what, input, gap) => {
  expect(observed(input).gaps).toContain(gap);
});

const broken = (changes = {}) =>
  finished(9, {
    steps: [step({ keyword: 'Given', status: 'FAILED' }), step({ keyword: 'When', status: 'SKIPPED' })],
    failure: failure(changes),
  });

test('a precondition that the defect spoils is neither a failure nor a gap', () => {
  expect(observed(withSecond(broken()))).toMatchObject({ failures: [], gaps: [] });
});

test('a precondition that the environment spoils is a gap', () => {
  expect(observed(withSecond(broken({ class: 'environment' }))).gaps).toEqual(['features/a.feature:9 was not judged']);
});
