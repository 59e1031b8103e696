import { hash } from 'node:crypto';
import type { Attempt } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';

const hashes = ['sha1', 'sha256', 'sha384', 'sha512'] as const;
const handOver = 'hand the base itself to the signing function, which hashes it';

/** How the base is signed, and how the signature is written. */
export const primitiveDeviations: readonly Deviation<Attempt>[] = [
  {
    id: 'hashed-twice',
    common: true,
    fits: 'the hash of the base',
    advice: handOver,
    alter: (attempt) =>
      [ownHash(attempt), ...hashes].map((name) => prepared(attempt, (base) => hash(name, base, 'binary'))),
  },
  {
    id: 'hash-as-text',
    fits: 'the hash of the base, written as text',
    advice: handOver,
    alter: (attempt) =>
      [ownHash(attempt), ...hashes].flatMap((name) =>
        (['hex', 'base64'] as const).map((form) => prepared(attempt, (base) => hash(name, base, form))),
      ),
  },
  {
    id: 'base-encoded',
    fits: 'the base in another encoding',
    advice: 'sign the ASCII bytes of the base',
    alter: (attempt) =>
      (['base64', 'base64url', 'hex'] as const)
        .map((form) => prepared(attempt, (base) => base.toString(form)))
        .concat(prepared(attempt, (base) => Buffer.from(base.toString('latin1'), 'utf16le').toString('latin1'))),
  },
  ...hashes.map((name) => otherHash(name)),
  {
    id: 'rsa-padding',
    fits: 'RSASSA-PKCS1-v1_5 padding',
    advice: 'sign with RSASSA-PSS, SHA-512 and a salt of 64 bytes (RFC 9421 section 3.3.1)',
    alter: (attempt) =>
      attempt.key.algorithm === 'rsa-pss-sha512' && attempt.key.key.asymmetricKeyType === 'rsa'
        ? hashes.map((name) => ({
            ...attempt,
            key: { ...attempt.key, algorithm: 'rsa-v1_5-sha256' as const },
            hash: name,
          }))
        : [],
  },
  {
    id: 'signature-numbers',
    fits: 'r and s that are not each written in the full length of the curve',
    advice: 'pad both with zeros on the left, or cut the zero before them (RFC 9421 section 3.3.4)',
    alter: (attempt) => refilled(attempt).map((signature) => ({ ...attempt, signature })),
  },
  {
    id: 'signature-byte-order',
    fits: 'r and s in the opposite order of bytes, or s before r',
    advice: 'write r, then s, the most significant byte first (RFC 9421 section 3.3.4)',
    alter: (attempt) => {
      const half = attempt.signature.length / 2;
      const [r, s] = [attempt.signature.subarray(0, half), attempt.signature.subarray(half)];
      if (!isEcdsa(attempt) || r.length !== s.length) return [];
      const [little, swapped] = [
        [Buffer.from(r).reverse(), Buffer.from(s).reverse()],
        [s, r],
      ];
      return [little, swapped].map((halves) => ({ ...attempt, signature: Buffer.concat(halves) }));
    },
  },
];

const numberLengths: Readonly<Partial<Record<string, number>>> = {
  'ecdsa-p256-sha256': 32,
  'ecdsa-p384-sha384': 48,
  'ecdsa-p521-sha512': 66,
};

const isEcdsa = ({ key }: Attempt): boolean => numberLengths[key.algorithm] !== undefined;

const ownHash = ({ key: { algorithm } }: Attempt): string => /sha\d+$/.exec(algorithm)?.[0] ?? 'sha256';

function otherHash(name: string): Deviation<Attempt> {
  return {
    id: `hash-${name}`,
    common: true,
    fits: `the base hashed with ${name.toUpperCase().replace('SHA', 'SHA-')}`,
    advice: "take the hash that belongs to the key's curve",
    alter: (attempt) => (isEcdsa(attempt) && ownHash(attempt) !== name ? [{ ...attempt, hash: name }] : []),
  };
}

function prepared(attempt: Attempt, prepare: (base: Buffer) => string): Attempt {
  return { ...attempt, prepare: (base) => prepare(Buffer.from(base, 'latin1')) };
}

/** r || s as libraries for big integers write them: without leading zeros, or with one too many. */
function refilled(attempt: Attempt): Buffer[] {
  const length = numberLengths[attempt.key.algorithm];
  const { signature } = attempt;
  if (length === undefined || Math.abs(signature.length - 2 * length) > 2 || signature.length === 2 * length) return [];
  const found: Buffer[] = [];
  for (let at = length - 2; at <= length + 1; at++) {
    const halves = [signature.subarray(0, at), signature.subarray(at)].map((half) => filled(half, length));
    if (halves.every((half) => half !== undefined)) found.push(Buffer.concat(halves));
  }
  return found;
}

function filled(number: Buffer, length: number): Buffer | undefined {
  const excess = number.length - length;
  if (excess > 0) return number.subarray(0, excess).every((byte) => byte === 0) ? number.subarray(excess) : undefined;
  return Buffer.concat([Buffer.alloc(-excess), number]);
}
