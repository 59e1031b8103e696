import { describe, expect, test } from 'vitest';
import { parseJsonText } from './json-text.ts';

const parsed = (literal: string) => {
  const { value, disguised } = parseJsonText(`{"a":{"n":[0,${literal}]}}`);
  return [(value as { a: { n: unknown[] } }).a.n[1], [...disguised]];
};

test.each([
  ['9007199254740991', 9007199254740991],
  ['-9007199254740991', -9007199254740991],
  ['-0', -0],
  ['10.50', 10.5],
  ['1e-3', 0.001],
])('%s is what it says', (literal, value) => {
  expect(parsed(literal)).toEqual([value, []]);
});

test.each([
  '9007199254740992',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '9007199254740993.0',
  '1e30',
  '1E400',
  '1'.repeat(400),
])('%s is beyond what is exact', (literal) => {
  expect(parsed(literal)).toEqual([2 ** 53, []]);
  expect(parsed(`-${literal}`)).toEqual([-(2 ** 53), []]);
});

test.each(['1.0', '100.0', '1e2', '1E+2', '-0.0', '9007199254740991.4', '1.00000000000000000001', '0.1e1', '1e-400'])(
  '%s is no integer',
  (literal) => {
    expect(parsed(literal)).toEqual([0.5, ['/a/n/1']]);
  },
);

test.each([
  ['1e2', 0.5],
  ['9007199254740993', 2 ** 53],
])('a number alone', (text, value) => {
  expect(parseJsonText(text).value).toBe(value);
});

describe('a member that is there twice', () => {
  test.each([
    ['{"a":1,"a":1}', '/a'],
    ['{"a":{"b":1,"c":{"b":2},"b":3}}', '/a/b'],
    ['[{"a":1},{"a":1,"\\u0061":2}]', '/1/a'],
    ['{"":1,"":2}', '/'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
    ['{"x":"{\\"a\\":1,","a/b":[{"x":1}],"a/b":0}', '/a~1b'],
  ])('%s', (text, pointer) => {
    expect(parseJsonText(text).repeated).toBe(pointer);
  });

  test.each(['{"a":{"b":1},"c":{"b":1}}', '[{"a":1},{"a":1}]', '{"a":"b","b":"a"}', '{"a":[1,2],"b":{}}'])(
    'is not found in %s',
    (text) => {
      expect(parseJsonText(text)).toMatchObject({ value: JSON.parse(text) as unknown, repeated: undefined });
    },
  );
});

test('numbers in texts and names are left alone', () => {
  const text = '{"1e2":"1.0, 9007199254740993","\\"1.0":"\\\\"}';
  expect(parseJsonText(text).value).toEqual(JSON.parse(text));
});

test('a megabyte of brackets and numbers takes no more than what it says', () => {
  const depth = 150_000;
  const { disguised } = parseJsonText(`${'[1.0,'.repeat(depth)}1${']'.repeat(depth)}`);
  expect(disguised.size).toBeLessThan(20);
});
