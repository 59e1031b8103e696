import type { KeyObject } from 'node:crypto';
import { curveOf, publicKeyOf } from './key-pair.ts';

/** What may be told of a key, private or public. */
export interface KeyFacts {
  /** `EC`, `RSA`, `RSA-PSS`, `ED25519` … */
  readonly type: string;
  /** Of an elliptic curve key: `P-384`. */
  readonly curve?: string;
  /** Of an RSA key. */
  readonly bits?: number;
  /** Of its public half (RFC 7638): the same for the private key, its certificate and its JWK. Absent where no JWK can be made of it. */
  readonly thumbprint?: string;
  /** What Nopan takes such a key for (CERT, SIGN). */
  readonly fitFor: readonly ('tls' | 'signing')[];
}

/** The RSA sizes that a client certificate may have (Nopan, CERT). Signing keys are elliptic (Nopan, SIGN). */
const rsaBits = [2048, 3072, 4096];

export async function keyFacts(key: KeyObject): Promise<KeyFacts> {
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails: { namedCurve, modulusLength } = {} } = key;
  const curve = curveOf(key) ?? namedCurve;
  const thumbprint = await keyThumbprint(key).catch(() => undefined);
  return {
    type: asymmetricKeyType.toUpperCase(),
    ...(curve !== undefined && { curve }),
    ...(modulusLength !== undefined && { bits: modulusLength }),
    ...(thumbprint !== undefined && { thumbprint }),
    fitFor: fitFor(key),
  };
}

/** A key in a few words: `EC P-256`, `RSA 2048 bits`. */
export function keyText({ type, curve, bits }: Pick<KeyFacts, 'type' | 'curve' | 'bits'>): string {
  return [type, curve, bits === undefined ? undefined : `${bits} bits`].filter((part) => part !== undefined).join(' ');
}

/** What Nopan accepts a key for (CERT, SIGN). */
export function fitFor(key: KeyObject): KeyFacts['fitFor'] {
  if (curveOf(key) !== undefined) return ['tls', 'signing'];
  const { asymmetricKeyType, asymmetricKeyDetails: { modulusLength = 0 } = {} } = key;
  return asymmetricKeyType === 'rsa' && rsaBits.includes(modulusLength) ? ['tls'] : [];
}

/**
 * The SHA-256 thumbprint of a key's public half (RFC 7638), base64url.
 *
 * @throws whatever node:crypto throws for a key that no JWK can hold
 */
export async function keyThumbprint(key: KeyObject): Promise<string> {
  const { kty = '', ...members } = publicKeyOf(key).export({ format: 'jwk' });
  const { calculateJwkThumbprint } = await import('jose');
  return calculateJwkThumbprint({ kty, ...members });
}
