import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { errorOf, ok, skipped, warning, type Check } from './check.ts';
import { examine } from './examine.ts';

const check = (id: string, more: Partial<Check<string>> = {}): Check<string> => ({
  id,
  heading: 'Files',
  title: `the ${id}`,
  examine: (subject) => ok(`${id} of ${subject}`),
  ...more,
});

const broken = new CertifyError('ERR_KEY', 'It is broken', {
  where: 'key.pem',
  expected: 'a whole one',
  actual: 'half of one',
  advice: 'Make another.',
});

const failing = check('a', {
  examine: () => {
    throw broken;
  },
});

const outcomes = async (checks: readonly Check<string>[], before = {}) => {
  const findings = await examine(checks, 'x', Object.values(before));
  return findings.map(({ id, outcome, found }) => [id, outcome, found]);
};

describe('examine', () => {
  test('tells what each check says', async () => {
    const late = check('b', { examine: () => Promise.resolve(warning('b ends soon', { advice: 'Renew it.' })) });
    expect(await examine([check('a', { source: 'CERT' }), late], 'x')).toEqual([
      { id: 'a', heading: 'Files', title: 'the a', outcome: 'ok', found: 'a of x', source: 'CERT' },
      { id: 'b', heading: 'Files', title: 'the b', outcome: 'warning', found: 'b ends soon', advice: 'Renew it.' },
    ]);
  });

  test('makes a finding of an error, and an error of it again', async () => {
    const findings = await examine([failing], 'x');
    expect(findings).toEqual([
      {
        id: 'a',
        heading: 'Files',
        title: 'the a',
        outcome: 'error',
        found: 'It is broken',
        where: 'key.pem',
        expected: 'a whole one',
        actual: 'half of one',
        advice: 'Make another.',
        code: 'ERR_KEY',
        blame: 'configuration',
      },
    ]);
    const { code, message, where, expected, actual, advice, blame } = broken;
    expect(findings.map(errorOf)).toMatchObject([{ code, message, where, expected, actual, advice, blame }]);
  });

  test('goes on after an error, but for what needs that', async () => {
    const checks = [failing, check('b', { needs: ['a'] }), check('c', { needs: ['b'] }), check('d')];
    expect(await outcomes(checks)).toEqual([
      ['a', 'error', 'It is broken'],
      ['b', 'skipped', 'it needs "the a", which is not in order'],
      ['c', 'skipped', 'it needs "the a", which is not in order'],
      ['d', 'ok', 'd of x'],
    ]);
  });

  test('is not held up by what was skipped for a reason of its own, or only warned of', async () => {
    const checks = [
      check('a', { examine: () => skipped('not set') }),
      check('b', { examine: () => warning('late', {}) }),
      check('c', { needs: ['a', 'b', 'unheard of'] }),
    ];
    expect(await outcomes(checks)).toContainEqual(['c', 'ok', 'c of x']);
  });

  test('heeds what was found before', async () => {
    const before = await examine([failing], 'x');
    expect(await outcomes([check('b', { needs: ['a'] })], before)).toEqual([
      ['b', 'skipped', 'it needs "the a", which is not in order'],
    ]);
  });

  test('says nothing of what there is not', async () => {
    expect(await outcomes([check('a', { when: (subject) => subject === 'y' })])).toEqual([]);
  });

  test('does not swallow a fault of its own', async () => {
    const faulty = check('a', { examine: () => Promise.reject(new TypeError('undefined is not a function')) });
    await expect(examine([faulty], 'x')).rejects.toThrow(TypeError);
  });
});
