import { expect, test } from 'vitest';
import { momentVariables } from './moments.ts';

test('the moments follow the clock', () => {
  let now = Date.UTC(2026, 2, 1, 12);
  const moments = momentVariables({ now: () => now });
  const told = () => Object.entries(moments).map(([name, moment]) => [name, (moment as () => string)()]);
  expect(told()).toEqual([
    ['time.now', '2026-03-01T12:00:00.000Z'],
    ['time.monthAgo', '2026-01-29T12:00:00.000Z'],
  ]);
  now += 1500;
  expect(told()[0]).toEqual(['time.now', '2026-03-01T12:00:01.500Z']);
});
