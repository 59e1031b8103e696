import { expect, test } from 'vitest';
import { didYouMean, nearest } from './suggestion.ts';

const known = ['summary', 'request', 'responses', 'variants'];

test.each([
  ['sumary', 'summary'],
  ['reqeust', 'request'],
  ['response', 'responses'],
  ['VARIANTS', 'variants'],
])('%s is near %s', (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
  expect(didYouMean(word, known)).toBe(`Did you mean ${expected}?`);
});

test('a word that is near none meets all of them', () => {
  expect(nearest('timeout', known)).toBeUndefined();
  expect(didYouMean('timeout', known)).toBe('Valid values: summary, request, responses, variants.');
  expect(didYouMean('timeout', [])).toBe('Valid values: none.');
});
