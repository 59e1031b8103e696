import { expect, test } from 'vitest';
import { inWords, type SchemaFacts } from './schema-words.ts';

test.each<[SchemaFacts, string]>([
  [{ enum: ['one', 'two'] }, 'one, two'],
  [{ type: 'boolean' }, 'true, false'],
  [{ type: 'integer' }, 'a whole number'],
  [{ type: 'integer', minimum: 0, maximum: 9 }, 'a whole number from 0 to 9'],
  [{ type: 'number', maximum: 9 }, 'a number to 9'],
  [{ type: 'string', maxLength: 64 }, 'text of up to 64 characters'],
  [{ type: 'string', format: 'date-time' }, 'a time (RFC 3339)'],
  [{ type: 'array', items: { type: 'string' } }, 'a list of names'],
  [{ type: 'array', maxItems: 20, items: { type: 'object' } }, 'a list of up to 20 objects'],
  [{ type: 'array', items: { enum: ['one', 'two'] } }, 'a list of one, two'],
  [{ type: 'object', required: ['one', 'two'] }, 'an object with one, two'],
  [{ type: 'object' }, 'an object'],
])('%j is %s', (schema, words) => {
  expect(inWords(schema)).toBe(words);
});

test('values that can be listed are shown as the reader wants them', () => {
  const quoted = (value: string): string => `"${value}"`;
  expect(inWords({ type: 'array', items: { enum: ['one', 'two'] } }, quoted)).toBe('a list of "one", "two"');
});
