import { hash, randomBytes, randomUUID } from 'node:crypto';

/** Randomness, handed in, so that a seeded run repeats itself. Never used for keys and secrets: those come from node:crypto. */
export interface Randomness {
  bytes(size: number): Buffer;
  /** A version 4 UUID (RFC 9562 section 5.4). */
  uuid(): string;
}

/** Drawn from the system in larger pieces, which costs much less than the few bytes that are asked for at a time. */
export const systemRandomness: Randomness = {
  bytes: drawnFrom(() => randomBytes(4096)),
  uuid: () => randomUUID(),
};

/** Randomness that a seed repeats: SHA-256 over the seed and a count. */
export function seededRandomness(seed: string): Randomness {
  let count = 0;
  const bytes = drawnFrom(() => hash('sha256', `${seed}/${count++}`, 'buffer'));
  return { bytes, uuid: () => versionFour(bytes(16)) };
}

/** Hands out each byte once. */
function drawnFrom(more: () => Buffer): Randomness['bytes'] {
  let left = Buffer.alloc(0);
  return (size) => {
    while (left.length < size) left = Buffer.concat([left, more()]);
    const taken = left.subarray(0, size);
    left = left.subarray(size);
    return taken;
  };
}

function versionFour(random: Buffer): string {
  const octets = Buffer.from(random);
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x40, 6);
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
  return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
