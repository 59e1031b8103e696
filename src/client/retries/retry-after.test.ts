import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.parse('2026-03-01T12:00:00.500Z');
const waited = (value: string) => retryAfter({ fields: [['Retry-After', value]] }, now);

test.each([
  ['0', 0],
  ['120', 120],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 29.5],
  ['Sun, 01 Mar 2026 11:59:30 GMT', 0],
])('Retry-After: %s asks for that many seconds', (value, seconds) => {
  expect(waited(value)).toBe(seconds);
});

test.each(['', '-1', '1.5', 'soon', '2026-03-01T12:00:30Z', 'Sun, 41 Mar 2026 12:00:30 GMT'])(
  'Retry-After: %s asks for nothing',
  (value) => {
    expect(waited(value)).toBeUndefined();
  },
);

test('without Retry-After nothing is asked for', () => {
  expect(retryAfter({ fields: [['Content-Length', '2']] }, now)).toBeUndefined();
});
