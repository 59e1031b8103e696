import { expect, test } from 'vitest';
import { seededRandomness, type Randomness } from '../../randomness.ts';
import { backoff } from './backoff.ts';

const always = (byte: number): Randomness => ({ bytes: (size) => Buffer.alloc(size, byte), uuid: () => '' });
const pauses = (randomness: Randomness) => [1, 2, 3, 4].map((repeat) => backoff(repeat, 0.5, randomness));

test('each pause is twice as long as the one before', () => {
  expect(pauses(always(0))).toEqual([0.5, 1, 2, 4]);
});

test('chance makes a pause longer, by less than half', () => {
  const longest = pauses(always(0xff));
  expect(longest.map((seconds) => Number(seconds.toFixed(6)))).toEqual([0.75, 1.5, 3, 6]);
  for (const [index, seconds] of longest.entries()) expect(seconds).toBeLessThan([0.75, 1.5, 3, 6][index] ?? 0);
});

test('each pause is longer than the one before, whatever chance says', () => {
  for (let seed = 0; seed < 200; seed++) {
    const drawn = pauses(seededRandomness(String(seed)));
    expect(drawn).toEqual([...drawn].sort((one, other) => one - other));
    expect(new Set(drawn).size).toBe(4);
  }
});
