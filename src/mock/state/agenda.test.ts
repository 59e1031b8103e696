import { expect, test, vi } from 'vitest';
import { Agenda, type Task } from './agenda.ts';
import { MemoryStorage } from './memory-storage.ts';
import { OrganizationClock } from './organization-clock.ts';

const standing = { now: () => 1_000_000 };
const task = (transactionId: string): Task => ({ kind: 'expire', transactionId });

function diary(clock = new OrganizationClock(standing), storage = new MemoryStorage()) {
  const done: string[] = [];
  const failed: unknown[] = [];
  const agenda = new Agenda({
    storage,
    owner: 'org-1',
    clock,
    perform(task) {
      if (!('transactionId' in task)) return;
      if (task.transactionId === 'impossible') throw new Error('impossible');
      done.push(task.transactionId);
    },
    failed: (_task, error) => failed.push((error as Error).message),
  });
  const advance = (seconds: number) => {
    clock.advance(seconds);
    agenda.catchUp();
  };
  return { agenda, advance, clock, done, failed, storage };
}

test('what is due is done, earliest first and once', () => {
  const { agenda, advance, done } = diary();
  agenda.add(1_020_000, task('later'));
  agenda.add(1_010_000, task('sooner'));
  agenda.add(2_000_000, task('not yet'));
  advance(9.999);
  expect(done).toEqual([]);
  advance(10.001);
  expect(done).toEqual(['sooner', 'later']);
  advance(10);
  expect(done).toEqual(['sooner', 'later']);
  agenda.stop();
});

test('what is due by the real clock is done too', async () => {
  const real = { now: () => performance.now() };
  const { agenda, done } = diary(new OrganizationClock(real));
  agenda.add(real.now() + 20, task('second'));
  agenda.add(real.now() + 5, task('first'));
  const keepAlive = setInterval(() => undefined, 5);
  await vi.waitFor(() => {
    expect(done).toEqual(['first', 'second']);
  });
  clearInterval(keepAlive);
});

test('nothing is done once it has stopped, and another one takes up what is left', () => {
  const { agenda, advance, done, storage, clock } = diary();
  agenda.add(1_010_000, task('left'));
  agenda.stop();
  advance(20);
  expect(done).toEqual([]);
  const next = diary(clock, storage);
  next.agenda.catchUp();
  expect(next.done).toEqual(['left']);
});

test('one that cannot be done is told, and does not stand in the way', () => {
  const { agenda, advance, done, failed } = diary();
  agenda.add(1_001_000, task('impossible'));
  agenda.add(1_002_000, task('possible'));
  advance(10);
  advance(10);
  expect([done, failed]).toEqual([['possible'], ['impossible']]);
});

test('what is due already is done although the clock stands still', async () => {
  const { agenda, clock, done } = diary();
  clock.freeze();
  agenda.add(1_000_000, task('due'));
  await vi.waitFor(() => {
    expect(done).toEqual(['due']);
  });
});

test('a clock that stands still makes nothing due, unless it is moved', () => {
  const { agenda, advance, clock, done } = diary();
  clock.freeze();
  agenda.add(1_005_000, task('due'));
  expect(done).toEqual([]);
  advance(5);
  expect(done).toEqual(['due']);
  agenda.stop();
});
