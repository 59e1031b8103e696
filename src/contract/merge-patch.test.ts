import { expect, test } from 'vitest';
import type { JsonValue } from './json.ts';
import { joinedPatches, mergePatch } from './merge-patch.ts';

/** The test cases of RFC 7396 appendix A: target, patch, result. */
const cases: [JsonValue, JsonValue, JsonValue][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(cases)('RFC 7396 appendix A: %j, %j', (target, patch, result) => {
  expect(mergePatch(target, patch)).toEqual(result);
});

test('a patch cannot reach the prototype', () => {
  const patch = JSON.parse('{"__proto__":{"polluted":true}}') as JsonValue;
  expect(mergePatch({}, patch)).not.toHaveProperty('polluted');
});

test('two patches as one keep what the second does not touch, and what either removes', () => {
  const first = { amount: { value: 1000, currency: 'EUR' }, note: null };
  const second = { amount: { currency: null }, payer: { id: 'a' } };
  expect(joinedPatches(first, second)).toEqual({
    amount: { value: 1000, currency: null },
    note: null,
    payer: { id: 'a' },
  });
});
