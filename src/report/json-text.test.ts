import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { indented, jsonText } from './json-text.ts';

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

it('is text that no terminal acts on, and keeps its value', () => {
  const value = { 'a\u009b31m': ['\u001b]0;title\u0007', '\u007f\u0085\u009f', '\u202egnp.exe\u2066', 'ż\n', 1.5] };
  expect(jsonText(value)).toBe(`{
  "a\\u009b31m": [
    "\\u001b]0;title\\u0007",
    "\\u007f\\u0085\\u009f",
    "\\u202egnp.exe\\u2066",
    "ż\\n",
    1.5
  ]
}
`);
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

fuzz('as JSON keeps any value and holds no control character but its line breaks', fc.jsonValue(), (value) => {
  const text = jsonText(value);
  expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'));

fuzz('keeps the value of any JSON, whatever its spaces', spaced, ([value, space]) => {
  const text = JSON.stringify([value], null, space);
  expect(indented(text)).toBe(JSON.stringify([value], null, 2));
});
