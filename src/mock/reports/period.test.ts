import { describe, expect, test } from 'vitest';
import { overlaps, periodOf } from './period.ts';
import { dateOf, dayOf } from './utc-day.ts';

const day = dayOf(Date.UTC(2026, 0, 19, 13, 30));

test('a day is one of UTC', () => {
  expect(day).toEqual({
    start: Date.UTC(2026, 0, 19),
    last: Date.UTC(2026, 0, 19, 23, 59, 59, 999),
    over: Date.UTC(2026, 0, 20),
  });
  expect(dateOf(day)).toBe('20260119');
  expect(dayOf(day.start)).toEqual(day);
  expect(dayOf(day.last)).toEqual(day);
  expect(dayOf(-1).over).toBe(0);
});

describe('a period', () => {
  test.each([
    ['the very day', '2026-01-19T00:00:00Z', '2026-01-19T23:59:59Z', true],
    ['a part of the day', '2026-01-19T12:00:00Z', '2026-01-19T12:00:00Z', true],
    ['up to its first moment', '2026-01-18T00:00:00Z', '2026-01-19T00:00:00Z', true],
    ['from its last moment on', '2026-01-19T23:59:59.999Z', '2026-02-01T00:00:00Z', true],
    ['the day before', '2026-01-18T00:00:00Z', '2026-01-18T23:59:59.999Z', false],
    ['the day after', '2026-01-20T00:00:00Z', '2026-01-20T23:59:59Z', false],
    ['an hour of the day elsewhere', '2026-01-20T01:00:00+02:00', '2026-01-20T01:30:00+02:00', true],
  ])('of %s', (_what, from, to, expected) => {
    expect(overlaps(day, periodOf({ from, to }))).toBe(expected);
  });

  test('cannot end before it begins', () => {
    const bounds = { from: '2026-01-19T00:00:00.001Z', to: '2026-01-19T00:00:00Z' };
    expect(() => periodOf(bounds)).toThrow(
      expect.objectContaining({ refusal: 'invalidInput', fields: { to: 'To must not be before from' } }) as Error,
    );
  });

  test('cannot begin with a leap second', () => {
    const bounds = { from: '2026-06-30T23:59:60Z', to: '2026-07-01T00:00:00Z' };
    expect(() => periodOf(bounds)).toThrow(
      expect.objectContaining({ fields: { from: 'From must be a date-time' } }) as Error,
    );
  });
});
