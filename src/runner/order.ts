import type { Randomness } from '../randomness.ts';

/** In which order scenarios run: as they are written, or shuffled in a way that the seed repeats. */
export type Order = 'defined' | `random:${string}`;

/** An order as it is asked for: without a seed, one is drawn. */
export type OrderWish = Order | 'random';

/** The order that a wish comes to, named so that whoever reads it can ask for the same one. */
export const settledOrder = (wish: OrderWish, randomness: Randomness): Order =>
  wish === 'random' ? `random:${randomness.bytes(4).readUInt32BE()}` : wish;
