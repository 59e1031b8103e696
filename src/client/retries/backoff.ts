import type { Randomness } from '../../randomness.ts';

/**
 * Seconds to wait before the repeat of that number, counted from 1: each time twice as long, and up to half as long again, so that
 * clients which failed together do not come back together. Every pause is longer than the one before.
 */
export function backoff(repeat: number, firstSeconds: number, randomness: Randomness): number {
  return firstSeconds * 2 ** (repeat - 1) * (1 + fraction(randomness) / 2);
}

/** From 0 on, below 1. */
function fraction(randomness: Randomness): number {
  return randomness.bytes(4).readUInt32BE() / 2 ** 32;
}
