import type { KeyObject } from 'node:crypto';

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
