import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test.each<[string, string, string]>([
  [
    'literals, numbers and a text (RFC 8785 section 3.2.2)',
    String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    'names by their UTF-16 code units, also those that are numbers (section 3.2.3)',
    String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`,
    `{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}`,
  ],
  ['objects within lists', '[{"b":[],"a":{"d":"","c":null}}]', '[{"a":{"c":null,"d":""},"b":[]}]'],
])('writes %s', (_, text, canonical) => {
  expect(canonicalJson(JSON.parse(text))).toBe(canonical);
});

test('leaves out what JSON has no word for', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});
