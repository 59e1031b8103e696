import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The curves that Nopan names for its keys (facts: CERT, SIGN), by their names in RFC 7518 section 6.2.1.1. */
export type Curve = 'P-256' | 'P-384' | 'P-521';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A fresh elliptic curve key pair. Synchronous: P-256 takes a tenth of a millisecond. */
export function generateKeyPair(curve: Curve): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: curve });
}

/** A private key as unencrypted PKCS#8 PEM (RFC 5958). It is a secret. */
export function privateKeyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A public key, or the public half of a private one, as SPKI PEM (RFC 7468 section 13). */
export function publicKeyPem(key: KeyObject): string {
  return publicKeyOf(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** The public half of a private key; a public key as it is. */
export function publicKeyOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}
