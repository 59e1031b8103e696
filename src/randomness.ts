import { randomBytes, randomUUID } from 'node:crypto';

/** Randomness, handed in, so that a seeded run repeats itself. Never used for keys: those come from node:crypto. */
export interface Randomness {
  bytes(size: number): Buffer;
  /** A version 4 UUID (RFC 9562 section 5.4). */
  uuid(): string;
}

export const systemRandomness: Randomness = { bytes: (size) => randomBytes(size), uuid: () => randomUUID() };
