import { expect, it } from 'vitest';
import { parseBounded } from './bounded-json.ts';

const limits = { depth: 3, values: 5 };
const parse = (text: string): unknown => parseBounded(Buffer.from(text), limits);

it('is what JSON.parse makes of it', () => {
  expect(parse('{"a":[1,"[[[[{{{{,,,,\\"\\\\"]}')).toEqual({ a: [1, '[[[[{{{{,,,,"\\'] });
});

it.each([
  ['[[[[1]]]]', 'it is nested more than 3 deep'],
  ['[{"a":{"b":[]}}]', 'it is nested more than 3 deep'],
  ['[1,2,3,4,5,6]', 'it has more than 5 values'],
  ['[[],[],[],[]]', 'it has more than 5 values'],
])('is bounded: %s', (text, problem) => {
  expect(() => parse(text)).toThrow(problem);
});

it('is told to be none before its end is looked for', () => {
  expect(() => parseBounded(Buffer.alloc(200_000, '['))).toThrow('it is nested more than 64 deep');
  expect(() => parse('{')).toThrow(SyntaxError);
});
