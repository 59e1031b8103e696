import assert from 'node:assert';
import { describe, expect, test } from 'vitest';
import { caught } from './fixtures/caught.ts';
import { failureOf } from './thrown.ts';
import { unmet } from './expectation.ts';

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('an assertion of another library', () => {
  test.each([
    [
      'node:assert',
      () => {
        assert.deepStrictEqual({ a: 1, b: [2] }, { a: 1, b: [3] });
      },
      '{"a":1,"b":[3]}',
      '{"a":1,"b":[2]}',
    ],
    [
      'node:assert with a text',
      () => {
        assert.strictEqual('PENDING', 'APPROVED', 'The status');
      },
      '"APPROVED"',
      '"PENDING"',
    ],
    [
      'Vitest and Chai',
      () => {
        expect({ a: 1 }).toEqual({ a: 2 });
      },
      '{"a":2}',
      '{"a":1}',
    ],
    [
      'a value that is no JSON',
      () => {
        assert.strictEqual(undefined, 5n);
      },
      '5n',
      'undefined',
    ],
  ])('is a failed assertion: %s', (_, action, expected, actual) => {
    const { failure, frame } = failureOf(thrownBy(action));
    expect(failure).toMatchObject({ code: 'ERR_ASSERTION', blame: 'api', expected, actual });
    expect(failure.message).not.toContain('\n');
    expect(failure.where).toMatch(/^src\/conversation\/thrown\.test\.ts:\d+:\d+$/);
    expect(frame).toContain('> ');
  });

  test('is one as well where it compares nothing, and in the form of Jest', () => {
    expect(failureOf(thrownBy(() => assert.fail('No order'))).failure).toMatchObject({
      ...{ code: 'ERR_ASSERTION', message: 'No order', expected: undefined },
    });
    const jest = Object.assign(new Error('expect(received).toBe(expected)\n\nExpected: 1'), {
      matcherResult: { expected: 1, actual: 2, pass: false },
    });
    expect(failureOf(jest).failure).toMatchObject({ code: 'ERR_ASSERTION', expected: '1', actual: '2' });
  });
});

test('any other exception has its place and the code around', () => {
  const { failure, frame = '' } = failureOf(new TypeError('x is not a function'));
  expect(failure).toMatchObject({ code: 'ERR_HARNESS', message: 'x is not a function' });
  expect(failure.where).toMatch(/^src\/conversation\/thrown\.test\.ts:\d+:\d+$/);
  expect(frame).toMatch(/^> +\d+ \| .*failureOf\(new TypeError/m);
  expect(failureOf('only text')).toMatchObject({ failure: { message: 'only text', where: undefined } });
});

test('an expectation of ours shows code only where it came from a step file of a user', async () => {
  const error = await caught(() => {
    throw unmet({ what: 'It differs', expected: '1', actual: '2' });
  });
  expect(failureOf(error)).toEqual({ failure: error });
});
