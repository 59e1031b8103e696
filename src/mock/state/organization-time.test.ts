import { expect, test } from 'vitest';
import { OrganizationTime } from './organization-time.ts';

const standing = { now: () => 1_000_000 };

test('time moves for one organization only', () => {
  const time = new OrganizationTime(standing);
  time.advance(90);
  expect(time.now()).toBe(1_090_000);
  expect(new OrganizationTime(standing).now()).toBe(1_000_000);
});

test('what is due is done, earliest first and once', () => {
  const time = new OrganizationTime(standing);
  const done: string[] = [];
  time.after(20, () => done.push('later'));
  time.after(10, () => done.push('sooner'));
  time.after(1000, () => done.push('not yet'));
  time.advance(9.999);
  expect(done).toEqual([]);
  time.advance(10.001);
  expect(done).toEqual(['sooner', 'later']);
  time.advance(10);
  expect(done).toEqual(['sooner', 'later']);
  time.stop();
});

test('what is due by the real clock is done too, unless it was stopped', async () => {
  const time = new OrganizationTime(standing);
  const stopped = new OrganizationTime(standing);
  const done: string[] = [];
  stopped.after(0, () => done.push('stopped'));
  stopped.stop();
  await new Promise<void>((resolve) => {
    time.after(0.005, resolve);
    setTimeout(() => undefined, 50);
  });
  expect(done).toEqual([]);
});
