import { expect, test } from 'vitest';
import { OrganizationClock } from './organization-clock.ts';

function behind() {
  let now = 1_000_000;
  return { now: () => now, pass: (milliseconds: number) => (now += milliseconds) };
}

test('time moves for one organization only', () => {
  const clock = behind();
  const mine = new OrganizationClock(clock);
  mine.advance(90);
  expect([mine.now(), new OrganizationClock(clock).now()]).toEqual([1_090_000, 1_000_000]);
});

test('it stands still, moves when it is moved, and goes on from there', () => {
  const clock = behind();
  const mine = new OrganizationClock(clock);
  mine.freeze();
  clock.pass(5000);
  expect([mine.frozen, mine.now()]).toEqual([true, 1_000_000]);
  mine.advance(60);
  expect(mine.now()).toBe(1_060_000);
  mine.resume();
  clock.pass(1000);
  expect([mine.frozen, mine.now()]).toEqual([false, 1_061_000]);
});

test('what is set of it makes another one that shows the same', () => {
  const clock = behind();
  const mine = new OrganizationClock(clock);
  mine.advance(7);
  expect(new OrganizationClock(clock, mine.setting).now()).toBe(mine.now());
  mine.freeze();
  clock.pass(3000);
  expect(new OrganizationClock(clock, mine.setting).now()).toBe(mine.now());
});
