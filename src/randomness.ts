import { hash, randomBytes, randomUUID } from 'node:crypto';

/** Randomness, handed in, so that a seeded run repeats itself. Never used for keys and secrets: those come from node:crypto. */
export interface Randomness {
  bytes(size: number): Buffer;
  /** A version 4 UUID (RFC 9562 section 5.4). */
  uuid(): string;
}

export const systemRandomness: Randomness = { bytes: (size) => randomBytes(size), uuid: () => randomUUID() };

/** Randomness that a seed repeats: SHA-256 over the seed and a count. */
export function seededRandomness(seed: string): Randomness {
  let left = Buffer.alloc(0);
  let count = 0;
  const bytes = (size: number): Buffer => {
    while (left.length < size) left = Buffer.concat([left, hash('sha256', `${seed}/${count++}`, 'buffer')]);
    const taken = left.subarray(0, size);
    left = left.subarray(size);
    return taken;
  };
  return { bytes, uuid: () => versionFour(bytes(16)) };
}

function versionFour(random: Buffer): string {
  const octets = Buffer.from(random);
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x40, 6);
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
  return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
