import { FlattenedSign, flattenedVerify, errors } from 'jose';
import { CertifyError } from '../errors.ts';
import { parseJwsHeader, type JwsHeader } from './jws-header.ts';
import { fitsKey, type KeyLookup, type SignatureAlgorithm, type SignatureKey } from './keys.ts';
import type { JwsProfile } from './profile.ts';
import { invalid, malformed } from './signature-error.ts';

/** JWS algorithms by key (RFC 7518 section 3.4). There are no others: not `none`, not HMAC. */
export const jwsAlgorithms: ReadonlyMap<SignatureAlgorithm, string> = new Map([
  ['ecdsa-p256-sha256', 'ES256'],
  ['ecdsa-p384-sha384', 'ES384'],
  ['ecdsa-p521-sha512', 'ES512'],
]);

export interface SignedJws {
  /** `header..signature`: compact serialization without payload (RFC 7515 appendix F). */
  readonly value: string;
  /** What was signed, with the body as text. */
  readonly signingInput: string;
}

/** A detached JWS that is well-formed and not yet verified. */
export interface ReceivedJws {
  readonly header: JwsHeader;
  readonly protectedHeader: string;
  readonly signature: string;
}

/** A detached JWS that holds. */
export interface VerifiedJws {
  /** The signing input, with the body as text. */
  readonly base: string;
  readonly keyid: string;
  readonly algorithm: SignatureAlgorithm;
  /** `iat`: seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
}

/**
 * Signs a body as a detached JWS with an unencoded payload (RFC 7515 appendix F, RFC 7797).
 * @param body the raw bytes; empty for a message without content.
 * @param iat seconds since 1970-01-01T00:00:00Z.
 * @throws {CertifyError} ERR_KEY when the key is not one on P-256, P-384 or P-521.
 */
export async function signDetached(body: Buffer, key: SignatureKey, iat: number): Promise<SignedJws> {
  const header = { alg: algorithmOf(key), kid: key.keyid, iat, b64: false, crit: ['b64'] };
  const jws = await new FlattenedSign(body).setProtectedHeader(header).sign(key.key);
  const protectedHeader = jws.protected ?? '';
  return { value: `${protectedHeader}..${jws.signature}`, signingInput: signingInput(protectedHeader, body) };
}

/**
 * Verifies a detached JWS: readDetached, then the key, its algorithm, the time and the signature.
 * @param now seconds since 1970-01-01T00:00:00Z.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED or ERR_SIGNATURE_INVALID.
 */
export async function verifyDetached(
  value: string,
  body: Buffer,
  lookup: KeyLookup,
  profile: JwsProfile,
  now: number,
): Promise<VerifiedJws> {
  const { header, protectedHeader, signature } = readDetached(value);
  const base = signingInput(protectedHeader, body);
  const key = knownKey(header, lookup, base);
  assertTime(header, profile, now, base);
  const jws = { protected: protectedHeader, payload: body, signature };
  try {
    await flattenedVerify(jws, key.key, { algorithms: [header.alg] });
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    throw invalid(`The JWS is not one of ${header.kid} over this body`, {
      where: 'signature',
      expected: `${header.alg} with the key ${header.kid} over the signing input`,
      actual: cause.message,
      advice: signatureAdvice(signature),
      base,
      cause,
    });
  }
  return { base, keyid: header.kid, algorithm: key.algorithm, created: header.iat };
}

/**
 * Everything about a detached JWS that can be judged without a key.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED.
 */
export function readDetached(value: string): ReceivedJws {
  const [protectedHeader = '', payload, signature = '', ...rest] = value.split('.');
  if (payload !== '' || rest.length > 0 || ![protectedHeader, signature].every(isBase64url)) {
    throw malformed('The JWS is not header..signature', {
      where: 'JWS',
      expected: 'base64url header, two dots, base64url signature (RFC 7515 appendix F)',
      actual: value,
      advice: 'Leave the payload between the dots out.',
    });
  }
  return { header: parseJwsHeader(protectedHeader), protectedHeader, signature };
}

function signingInput(protectedHeader: string, body: Buffer): string {
  return `${protectedHeader}.${body.toString('utf8')}`;
}

function algorithmOf(key: SignatureKey): string {
  const algorithm = jwsAlgorithms.get(key.algorithm);
  if (algorithm !== undefined && fitsKey(key)) return algorithm;
  throw new CertifyError('ERR_KEY', `The key ${key.keyid} cannot sign a JWS of this profile`, {
    expected: 'an ECDSA key on P-256, P-384 or P-521',
    actual: key.algorithm,
    advice: 'Take another key, or the profile http-message-signature.',
  });
}

function knownKey({ alg, kid }: JwsHeader, lookup: KeyLookup, base: string): SignatureKey {
  const key = lookup(kid);
  if (key === undefined) {
    throw invalid(`The key ${kid} is unknown`, {
      where: 'kid',
      expected: 'the id of a registered key',
      actual: kid,
      advice: 'Register the public key, and quote its id in kid.',
      base,
    });
  }
  const expected = algorithmOf(key);
  if (alg === expected) return key;
  throw invalid(`The JWS names the algorithm ${alg}, its key is for ${expected}`, {
    where: 'alg',
    expected,
    actual: alg,
    advice: "Take the algorithm of the key's curve.",
    base,
  });
}

function assertTime({ iat }: JwsHeader, { iatWindowSeconds }: JwsProfile, now: number, base: string): void {
  const age = now - iat;
  if (Math.abs(age) <= iatWindowSeconds) return;
  throw invalid(`The JWS was issued ${Math.abs(age)} s ${age > 0 ? 'ago' : 'in the future'}`, {
    where: 'iat',
    expected: `iat within ${iatWindowSeconds} s of ${now}`,
    actual: `iat=${iat}`,
    advice: 'Sign each message just before it is sent, and keep the clock synchronized (NTP).',
    base,
  });
}

/** No other text decodes to the same bytes. */
function isBase64url(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64url').toString('base64url') === text;
}

function signatureAdvice(signature: string): string {
  return Buffer.from(signature, 'base64url')[0] === 0x30
    ? 'The signature may be ASN.1 DER: a JWS has r || s (RFC 7518 section 3.4).'
    : 'Sign the header, a dot and the raw bytes of the body, unencoded (RFC 7797 section 5).';
}
