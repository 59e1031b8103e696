import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';

/** The curves that Nopan names for its keys (facts: CERT, SIGN), by their names in RFC 7518 section 6.2.1.1. */
export type Curve = 'P-256' | 'P-384' | 'P-521';

/** The keys that a client certificate may be for (Nopan, CERT). */
export type TlsKeyAlgorithm = Curve | 'RSA-2048' | 'RSA-3072' | 'RSA-4096';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * A fresh key pair. Synchronous: P-256 takes a tenth of a millisecond, RSA with 4096 bits about a second.
 *
 * The keys are read from what was generated: a key that node:crypto hands out itself shares a lock with the job that made it, and
 * Node.js 20 waits for ever when that job is collected while the key is exported as a JWK.
 */
export function generateKeyPair(algorithm: TlsKeyAlgorithm): KeyPair {
  const privateKey = createPrivateKey({ key: generatedKey(algorithm), ...privateKeyEncoding });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

const privateKeyEncoding = { type: 'pkcs8', format: 'der' } as const;
const publicKeyEncoding = { type: 'spki', format: 'der' } as const;

function generatedKey(algorithm: TlsKeyAlgorithm): Buffer {
  if (!algorithm.startsWith('RSA-')) {
    return generateKeyPairSync('ec', { namedCurve: algorithm, privateKeyEncoding, publicKeyEncoding }).privateKey;
  }
  const modulusLength = Number(algorithm.slice('RSA-'.length));
  return generateKeyPairSync('rsa', { modulusLength, privateKeyEncoding, publicKeyEncoding }).privateKey;
}

/** In bytes: node:crypto encrypts with a longer one, and cannot decrypt with it. */
const longestPassphrase = 1024;

/**
 * A private key as PKCS#8 PEM (RFC 5958). It is a secret, unless a passphrase encrypts it (AES-256-CBC).
 *
 * @throws ERR_KEY when the passphrase is empty or too long
 */
export function privateKeyPem(key: KeyObject, passphrase?: string): string {
  if (passphrase === undefined) return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const length = Buffer.byteLength(passphrase);
  if (length === 0 || length > longestPassphrase) {
    throw new CertifyError('ERR_KEY', `The passphrase is ${length === 0 ? 'empty' : 'too long'}`, {
      where: 'passphrase',
      expected: `1 to ${longestPassphrase} bytes`,
      actual: `${length} bytes`,
      advice: 'Take another passphrase: openssl rand -base64 32 makes a good one.',
    });
  }
  return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

/** A public key, or the public half of a private one, as SPKI PEM (RFC 7468 section 13). */
export function publicKeyPem(key: KeyObject): string {
  return publicKeyOf(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** By OpenSSL's names, which node:crypto has. */
const curves: Readonly<Record<string, Curve>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** The curve of a key, if it is on one of those. */
export function curveOf(key: KeyObject): Curve | undefined {
  return curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
}

/** The public half of a private key; a public key as it is. */
export function publicKeyOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}

/**
 * Whether two keys are halves of one pair, or the same.
 *
 * Not by KeyObject's own `equals`: for keys of different types it leaves an error behind that the next private key, whichever it is,
 * then fails with.
 */
export function samePair(one: KeyObject, other: KeyObject): boolean {
  return spki(one).equals(spki(other));
}

function spki(key: KeyObject): Buffer {
  return publicKeyOf(key).export({ type: 'spki', format: 'der' });
}
