import { expect, test } from 'vitest';
import { seededRandomness, systemRandomness } from './randomness.ts';

test('a seed repeats itself, and another gives something else', () => {
  const taken = (seed: string) => {
    const randomness = seededRandomness(seed);
    return [randomness.bytes(5).toString('hex'), randomness.uuid(), randomness.bytes(100).toString('hex')];
  };
  expect(taken('one')).toEqual(taken('one'));
  expect(new Set([...taken('one'), ...taken('two')]).size).toBe(6);
});

test.each([
  ['seeded', seededRandomness('seed')],
  ["the system's", systemRandomness],
])('%s UUIDs are of version 4, and all different', (_name, randomness) => {
  const uuids = Array.from({ length: 1000 }, () => randomness.uuid());
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(uuids).size).toBe(1000);
});
