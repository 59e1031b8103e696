import { constants, createHmac, sign, timingSafeEqual, verify } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { fitsKey, type SignatureAlgorithm, type SignatureKey } from './keys.ts';
import type { EcdsaEncoding } from './profile.ts';

interface Primitive {
  /** OpenSSL's name; undefined where the algorithm itself says how to hash. */
  readonly hash?: string;
  /** ECDSA only: the length of r || s in bytes. */
  readonly rawLength?: number;
  readonly options?: { readonly padding: number; readonly saltLength?: number };
}

const primitives: Readonly<Record<SignatureAlgorithm, Primitive>> = {
  'ecdsa-p256-sha256': { hash: 'sha256', rawLength: 64 },
  'ecdsa-p384-sha384': { hash: 'sha384', rawLength: 96 },
  'ecdsa-p521-sha512': { hash: 'sha512', rawLength: 132 },
  ed25519: {},
  // RFC 9421 section 3.3.1 fixes the salt to 64 octets; OpenSSL's own default is the longest possible.
  'rsa-pss-sha512': { hash: 'sha512', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } },
  'rsa-v1_5-sha256': { hash: 'sha256', options: { padding: constants.RSA_PKCS1_PADDING } },
  'hmac-sha256': { hash: 'sha256' },
};

/**
 * Signs a signature base (RFC 9421 section 3.3). The encoding matters for ECDSA only.
 * @throws {CertifyError} ERR_KEY when algorithm and key do not go together.
 */
export function signBase(base: string, signer: SignatureKey, ecdsaEncoding: EcdsaEncoding): Buffer {
  const { hash, rawLength, options } = primitiveOf(signer);
  const data = Buffer.from(base, 'latin1');
  if (signer.algorithm === 'hmac-sha256') return createHmac('sha256', signer.key).update(data).digest();
  if (rawLength !== undefined) return sign(hash, data, { key: signer.key, dsaEncoding: ecdsaEncoding });
  return sign(hash, data, { key: signer.key, ...options });
}

/** How a signature fits a base; for ECDSA also how it is written. */
export interface Match {
  readonly ecdsaEncoding?: EcdsaEncoding;
}

/**
 * Verifies a signature over a signature base (RFC 9421 section 3.3); ECDSA in either encoding.
 * @param hash another hash than the algorithm's own, to find out what a signer did wrong.
 * @returns undefined when it does not verify.
 * @throws {CertifyError} ERR_KEY when algorithm and key do not go together.
 */
export function verifyBase(base: string, signature: Buffer, verifier: SignatureKey, hash?: string): Match | undefined {
  const primitive = primitiveOf(verifier);
  const data = Buffer.from(base, 'latin1');
  const { key } = verifier;
  if (verifier.algorithm === 'hmac-sha256') {
    const expected = createHmac('sha256', key).update(data).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature) ? {} : undefined;
  }
  const digest = hash ?? primitive.hash;
  if (primitive.rawLength === undefined) {
    return verify(digest, data, { key, ...primitive.options }, signature) ? {} : undefined;
  }
  for (const dsaEncoding of possibleEncodings(signature, primitive.rawLength)) {
    if (verify(digest, data, { key, dsaEncoding }, signature)) return { ecdsaEncoding: dsaEncoding };
  }
  return undefined;
}

/** r || s has one length; DER begins with the tag of a SEQUENCE and has that length hardly ever. */
function possibleEncodings(signature: Buffer, rawLength: number): EcdsaEncoding[] {
  const encodings: EcdsaEncoding[] = [];
  if (signature.length === rawLength) encodings.push('ieee-p1363');
  if (signature[0] === 0x30) encodings.push('der');
  return encodings;
}

function primitiveOf(key: SignatureKey): Primitive {
  if (fitsKey(key)) return primitives[key.algorithm];
  throw new CertifyError('ERR_KEY', `The key ${key.keyid} cannot be used with ${key.algorithm}`, {
    expected: `a key for ${key.algorithm}`,
    actual: `${key.key.type} key, ${String(key.key.asymmetricKeyType)}`,
    advice: 'Take the algorithm that the key implies.',
  });
}
