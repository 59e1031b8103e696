import { hash } from 'node:crypto';
import { SignatureError } from './signature-error.ts';
import { strictDictionary } from './structured-field.ts';

/** Digest algorithms that Nopan supports, by their names in RFC 9530 section 7.2 (sha-384 is Nopan's addition). */
export type DigestAlgorithm = 'sha-256' | 'sha-384' | 'sha-512';

const hashes: Readonly<Record<DigestAlgorithm, string>> = {
  'sha-256': 'sha256',
  'sha-384': 'sha384',
  'sha-512': 'sha512',
};

export const digestAlgorithms = Object.keys(hashes) as readonly DigestAlgorithm[];

/**
 * The value of Content-Digest for a body (RFC 9530 section 2).
 * @example contentDigest(Buffer.from('{"hello": "world"}\n'), 'sha-256') // sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:
 */
export function contentDigest(body: Buffer, algorithm: DigestAlgorithm): string {
  return `${algorithm}=:${hash(hashes[algorithm], body, 'base64')}:`;
}

/**
 * Checks a Content-Digest against the body: every digest of an allowed algorithm must fit, and there must be one.
 * @returns the first allowed algorithm in the field.
 * @throws {SignatureError} ERR_DIGEST_MALFORMED or ERR_DIGEST_MISMATCH.
 */
export function verifyContentDigest(value: string, body: Buffer, allowed: readonly DigestAlgorithm[]): DigestAlgorithm {
  const only = value.slice(0, value.indexOf('=')) as DigestAlgorithm;
  if (allowed.includes(only) && value === contentDigest(body, only)) return only;

  const digests = strictDictionary('Content-Digest', value, 'ERR_DIGEST_MALFORMED');
  const used = allowed.filter((algorithm) => digests.has(algorithm));
  for (const algorithm of used) assertDigest(algorithm, digests.get(algorithm)?.[0], body, value);
  for (const algorithm of digests.keys()) {
    if (allowed.includes(algorithm as DigestAlgorithm)) return algorithm as DigestAlgorithm;
  }
  throw unsupported(value, allowed);
}

function assertDigest(algorithm: DigestAlgorithm, digest: unknown, body: Buffer, value: string): void {
  if (!(digest instanceof ArrayBuffer)) {
    throw new SignatureError('ERR_DIGEST_MALFORMED', `The ${algorithm} digest is not a byte sequence`, {
      where: 'Content-Digest',
      expected: `${algorithm}=:<base64>:`,
      actual: value,
      advice: 'Write the base64 of the hash between colons.',
    });
  }
  if (hash(hashes[algorithm], body, 'base64') === Buffer.from(digest).toString('base64')) return;
  throw new SignatureError('ERR_DIGEST_MISMATCH', `The ${algorithm} digest is not that of the body`, {
    where: 'Content-Digest',
    expected: contentDigest(body, algorithm),
    actual: value,
    advice: 'Digest the bytes that are sent, after the last change to the body.',
  });
}

function unsupported(value: string, allowed: readonly DigestAlgorithm[]): SignatureError {
  return new SignatureError('ERR_DIGEST_MALFORMED', 'Content-Digest has no digest of a supported algorithm', {
    where: 'Content-Digest',
    expected: allowed.join(', '),
    actual: value,
    advice: 'Mind the hyphen: RFC 9530 names the algorithm sha-256, not sha256.',
  });
}
