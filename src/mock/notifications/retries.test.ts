import { expect, test } from 'vitest';
import { pauseBefore } from './retries.ts';

const settings = { maximumRetries: 10, retryWindowSeconds: 86_400, firstRetrySeconds: 30, retryFactor: 2 };

test('the pauses double, and ten of them stay within a day', () => {
  const pauses = Array.from({ length: 10 }, (_none, index) => pauseBefore(index + 1, 0, settings) ?? 0);
  expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360]);
  expect(pauses.reduce((sum, pause) => sum + pause)).toBeLessThan(86_400);
});

test('there is no eleventh, and none after a day', () => {
  expect(pauseBefore(11, 0, settings)).toBeUndefined();
  expect(pauseBefore(1, 86_370, settings)).toBe(30);
  expect(pauseBefore(1, 86_371, settings)).toBeUndefined();
});

test('the schedule is a matter of settings', () => {
  const others = { ...settings, firstRetrySeconds: 10, retryFactor: 3 };
  expect([1, 2, 3].map((retry) => pauseBefore(retry, 0, others))).toEqual([10, 30, 90]);
});
