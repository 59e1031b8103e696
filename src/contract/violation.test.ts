import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { requestsDir, schemasDir } from './locations.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';
import { shown } from './violation.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['text', '"text"'],
  [{ a: [1] }, '{"a":[1]}'],
  ['x'.repeat(100), `"${'x'.repeat(79)}`],
  [nested(100), '['.repeat(80)],
  [nested(100_000), 'a list nested too deeply to show'],
  [{ a: nested(100_000) }, 'an object nested too deeply to show'],
])('a value is shown in a few words (%#)', (value, words) => {
  expect(shown(value)).toBe(words);
});

test('an answer that is nested 100,000 deep is judged like any other', () => {
  const schemas = loadSchemas(schemasDir);
  const spec = loadRequestSpecs(requestsDir, schemas).get('payments/finalize');
  const violations = judge(spec, { status: 200, body: { status: nested(100_000) } }, schemas);

  expect(violations.find(({ pointer, keyword }) => pointer === '/status' && keyword === 'type')?.actual).toBe('a list');
});
