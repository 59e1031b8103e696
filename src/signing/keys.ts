import type { KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';

/**
 * HTTP signature algorithms (RFC 9421 section 6.2.2), and `ecdsa-p521-sha512`, which Nopan's key rules imply and the registry lacks.
 */
export type SignatureAlgorithm =
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384'
  | 'ecdsa-p521-sha512'
  | 'ed25519'
  | 'rsa-pss-sha512'
  | 'rsa-v1_5-sha256'
  | 'hmac-sha256';

/** A key with the id that the other side knows it by. Private (or secret) to sign, public (or secret) to verify. */
export interface SignatureKey {
  readonly keyid: string;
  readonly algorithm: SignatureAlgorithm;
  readonly key: KeyObject;
}

/** Finds the key that a signature names; undefined when the id is unknown. */
export type KeyLookup = (keyid: string) => SignatureKey | undefined;

/** The algorithms that a kind of key can be used with; the first is the one to take when nothing else is said. */
const algorithms: Readonly<Record<string, readonly [SignatureAlgorithm, ...SignatureAlgorithm[]]>> = {
  'ec prime256v1': ['ecdsa-p256-sha256'],
  'ec secp384r1': ['ecdsa-p384-sha384'],
  'ec secp521r1': ['ecdsa-p521-sha512'],
  ed25519: ['ed25519'],
  'rsa-pss': ['rsa-pss-sha512'],
  rsa: ['rsa-pss-sha512', 'rsa-v1_5-sha256'],
  secret: ['hmac-sha256'],
};

/**
 * The signature algorithm that a key implies: that of its curve, RSASSA-PSS for RSA, HMAC for a secret.
 * @throws {CertifyError} ERR_KEY when the key can sign no HTTP message.
 */
export function keyAlgorithm(key: KeyObject): SignatureAlgorithm {
  const usable = algorithms[kind(key)];
  if (usable !== undefined) return usable[0];
  throw new CertifyError('ERR_KEY', `A key of type ${kind(key)} cannot sign HTTP messages`, {
    expected: `one of ${Object.keys(algorithms).join(', ')}`,
    actual: kind(key),
    advice: 'Make an ECDSA key on P-256, P-384 or P-521.',
  });
}

/** Whether the algorithm can be used with the key: it must never be the message that decides (RFC 9421 section 7.3.6). */
export function fitsKey({ algorithm, key }: SignatureKey): boolean {
  return algorithms[kind(key)]?.includes(algorithm) === true;
}

function kind(key: KeyObject): string {
  if (key.type === 'secret') return 'secret';
  const type = String(key.asymmetricKeyType);
  return type === 'ec' ? `ec ${String(key.asymmetricKeyDetails?.namedCurve)}` : type;
}
