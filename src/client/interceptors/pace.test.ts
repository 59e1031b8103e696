import { expect, test } from 'vitest';
import { pace } from './pace.ts';
import type { OutgoingRequest } from '../outgoing.ts';
import type { Passage } from '../interceptor.ts';

const request = {} as OutgoingRequest;

/** When each of some calls was let go, in milliseconds from the first. */
async function departures(requestsPerSecond: number, calls: number): Promise<number[]> {
  const paced = pace(requestsPerSecond);
  const at: number[] = [];
  const next = () => {
    at.push(performance.now());
    return Promise.resolve({} as Passage);
  };
  await Promise.all(Array.from({ length: calls }, () => paced(request, next)));
  return at.map((time) => time - (at[0] ?? 0));
}

test('calls that are made at once go one after the other', async () => {
  const times = await departures(50, 5);
  // A timer may fire a millisecond early.
  times.forEach((time, index) => {
    expect(time).toBeGreaterThanOrEqual(index * 20 - 2);
  });
});

test('a call after a pause does not wait, and what was not used is not saved up', async () => {
  const paced = pace(20);
  const next = () => Promise.resolve({} as Passage);
  await paced(request, next);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const before = performance.now();
  await paced(request, next);
  await paced(request, next);
  expect(performance.now() - before).toBeGreaterThanOrEqual(48);
});

test('what fails holds up nobody', async () => {
  const paced = pace(1000);
  await expect(paced(request, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await expect(paced(request, () => Promise.resolve({} as Passage))).resolves.toBeDefined();
});
