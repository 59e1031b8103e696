import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { contentOf, elements, identifierOf, numberOf, tags } from './der.ts';
import type { Spend } from './key-derivation.ts';

const pbmac1 = '1.2.840.113549.1.5.14'; // RFC 8018 appendix A.5
const pbkdf2 = '1.2.840.113549.1.5.12';

/** HMACs by their object identifiers (RFC 8018 appendix B.1.2), as node:crypto names their hashes. */
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
};

/** The MAC of a PKCS#12 file, as RFC 9579 computes it. */
export interface Pbmac1 {
  /**
   * Whether the MAC is valid for the content and this passphrase.
   *
   * @throws what spend throws
   */
  readonly verify: (content: Buffer, passphrase: string, spend: Spend) => boolean;
}

/**
 * @param macData of a PKCS#12 file (RFC 7292 section 4), DER
 * @returns undefined for another MAC or other algorithms
 */
export function pbmac1Of(macData: Buffer): Pbmac1 | undefined {
  const [digestInfo] = elements(contentOf(macData, tags.sequence));
  const [algorithm, mac] = elements(contentOf(digestInfo, tags.sequence));
  const [type, parameters] = elements(contentOf(algorithm, tags.sequence));
  if (identifierOf(type) !== pbmac1) return undefined;
  const [derivation, scheme] = elements(contentOf(parameters, tags.sequence));
  const [kdf, settings] = elements(contentOf(derivation, tags.sequence));
  const [saltDer, iterationsDer, ...others] = elements(contentOf(settings, tags.sequence));
  const [salt, iterations] = [contentOf(saltDer, tags.octets), numberOf(iterationsDer)];
  // RFC 9579 section 4 requires the key length.
  const length = numberOf(others.find((each) => each[0] === tags.integer));
  const pseudorandom = hashOf(others.find((each) => each[0] === tags.sequence)) ?? 'sha1';
  const hash = hashOf(scheme);
  const expected = contentOf(mac, tags.octets);
  if (identifierOf(kdf) !== pbkdf2 || !salt || !iterations || !length || length > 1024 || !hash || !expected)
    return undefined;
  return {
    verify: (content, passphrase, spend) => {
      spend(iterations);
      const key = pbkdf2Sync(passphrase, salt, iterations, length, pseudorandom);
      const actual = createHmac(hash, key).update(content).digest();
      return actual.length === expected.length && timingSafeEqual(actual, expected);
    },
  };
}

/** Whether a MAC is PBMAC1, with any algorithms. */
export function isPbmac1(macData: Buffer): boolean {
  const [digestInfo] = elements(contentOf(macData, tags.sequence));
  const [algorithm] = elements(contentOf(digestInfo, tags.sequence));
  const [type] = elements(contentOf(algorithm, tags.sequence));
  return identifierOf(type) === pbmac1;
}

function hashOf(algorithm: Buffer | undefined): string | undefined {
  const [id] = elements(contentOf(algorithm, tags.sequence));
  return hashes[identifierOf(id) ?? ''];
}
