import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { indented } from './json-text.ts';

it.each([
  ['{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'],
  ['{"a":{},"b":[]}', '{\n  "a": {},\n  "b": []\n}'],
  // What a detour over the value would lose: digits, the form of a number, a repeated member, an escape.
  ['{"amount":12345678901234567890}', '{\n  "amount": 12345678901234567890\n}'],
  ['{"amount":10.10}', '{\n  "amount": 10.10\n}'],
  ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
  ['{"a":"\\u0041{,:}\\""}', '{\n  "a": "\\u0041{,:}\\""\n}'],
  ['{ "a" : [ ] }', '{\n  "a": []\n}'],
  ['grant_type=client_credentials', 'grant_type=client_credentials'],
  ['{"a":', '{"a":'],
  ['"text"', '"text"'],
  ['', ''],
])('%s', (text, expected) => {
  expect(indented(text)).toBe(expected);
});

const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'));

fuzz('keeps the value of any JSON, whatever its spaces', spaced, ([value, space]) => {
  const text = JSON.stringify([value], null, space);
  expect(indented(text)).toBe(JSON.stringify([value], null, 2));
});
