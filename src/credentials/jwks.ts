import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { isRecord } from '../signing/json-record.ts';
import type { KeyLookup, SignatureAlgorithm, SignatureKey } from '../signing/keys.ts';
import { publicKeyOf } from './key-pair.ts';

/** A public key as JSON (RFC 7517 section 4), for signatures. */
export interface PublicJwk extends JsonWebKey {
  readonly kty: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: 'sig';
}

/** A JWK set (RFC 7517 section 5). */
export interface Jwks {
  readonly keys: readonly PublicJwk[];
}

/** JWA names (RFC 7518 section 3.1, RFC 8037) of the HTTP signature algorithms, with what the key must be. */
const algorithms: readonly { alg: string; kty: string; crv?: string; signature: SignatureAlgorithm }[] = [
  { alg: 'ES256', kty: 'EC', crv: 'P-256', signature: 'ecdsa-p256-sha256' },
  { alg: 'ES384', kty: 'EC', crv: 'P-384', signature: 'ecdsa-p384-sha384' },
  { alg: 'ES512', kty: 'EC', crv: 'P-521', signature: 'ecdsa-p521-sha512' },
  { alg: 'EdDSA', kty: 'OKP', crv: 'Ed25519', signature: 'ed25519' },
  { alg: 'PS512', kty: 'RSA', signature: 'rsa-pss-sha512' },
  { alg: 'RS256', kty: 'RSA', signature: 'rsa-v1_5-sha256' },
];

/** The public half of a key as a JWK. `alg` is the JWA name, such as ES256. */
export function publicJwk(key: KeyObject, keyid: string, alg: string): PublicJwk {
  const { kty = '', ...members } = publicKeyOf(key).export({ format: 'jwk' });
  return { kty, ...members, kid: keyid, alg, use: 'sig' };
}

/** The JWK set that publishes the public halves of these keys. */
export function jwks(keys: readonly SignatureKey[]): Jwks {
  return { keys: keys.map(({ key, keyid, algorithm }) => publicJwk(key, keyid, jwaName(algorithm))) };
}

function jwaName(algorithm: SignatureAlgorithm): string {
  const found = algorithms.find(({ signature }) => signature === algorithm);
  if (found === undefined) throw new CertifyError('ERR_KEY', `A key for ${algorithm} cannot be published in a JWK set`);
  return found.alg;
}

/** More keys than that nobody signs with; each takes time to be read, before the first call and whenever the set is fetched again. */
const mostKeys = 256;

/**
 * Finds keys in a published JWK set by their `kid`. Keys that are not for signatures, or of a type that HTTP signatures do not use,
 * are passed over (RFC 7517 section 5).
 *
 * @throws ERR_JWKS when the document is no JWK set, holds too many keys or a secret, repeats a `kid`, or a key contradicts itself
 */
export function keyLookup(document: unknown): KeyLookup {
  const found = new Map<string, SignatureKey>();
  const all = members(document);
  if (all.length > mostKeys) {
    throw broken(
      `The JWK set has ${all.length} keys`,
      '/keys',
      `at most ${mostKeys} keys: the current one, and those before and after it`,
    );
  }
  for (const [index, jwk] of all.entries()) {
    const key = signatureKey(jwk, `/keys/${index}`);
    if (key === undefined) continue;
    if (found.has(key.keyid)) {
      throw broken(`Two keys of the JWK set have the kid "${key.keyid}"`, `/keys/${index}/kid`, 'a kid for each key');
    }
    found.set(key.keyid, key);
  }
  return (keyid) => found.get(keyid);
}

function members(document: unknown): readonly unknown[] {
  if (isRecord(document) && Array.isArray(document['keys'])) return document['keys'];
  throw broken('This is no JWK set', '/keys', 'an object with an array "keys"');
}

/** Members that only private and symmetric keys have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1). */
const secrets = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

function signatureKey(jwk: unknown, where: string): SignatureKey | undefined {
  if (!isRecord(jwk)) throw broken('A member of the JWK set is no key', where, 'an object');
  const secret = secrets.find((name) => name in jwk);
  if (secret !== undefined) {
    throw broken('The JWK set publishes a secret', `${where}/${secret}`, 'public keys only');
  }
  const { kty, kid, alg, crv, use } = jwk;
  if (typeof kid !== 'string' || (use !== undefined && use !== 'sig')) return undefined;
  const candidates = algorithms.filter((candidate) => candidate.kty === kty && candidate.crv === crv);
  const fitting =
    candidates.find((candidate) => candidate.alg === alg) ?? (alg === undefined ? only(candidates) : undefined);
  if (fitting === undefined && algorithms.some((known) => known.alg === alg)) {
    const expected = candidates.map((candidate) => candidate.alg).join(' or ') || `a key for ${String(alg)}`;
    throw broken(`The key "${kid}" contradicts its algorithm ${String(alg)}`, `${where}/alg`, expected);
  }
  return fitting && { keyid: kid, algorithm: fitting.signature, key: importKey(jwk, kid, where) };
}

/** A curve stands for one algorithm, an RSA key without `alg` for any. */
function only<T>(candidates: readonly T[]): T | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

function importKey(jwk: JsonWebKey, kid: string, where: string): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw broken(`The key "${kid}" is malformed`, where, 'coordinates of a point on the curve, base64url', cause);
  }
}

function broken(message: string, where: string, expected: string, cause?: unknown): CertifyError {
  return new CertifyError('ERR_JWKS', message, {
    where,
    expected,
    advice: 'Without its keys no response of this target can be verified: report it to the operator of the target.',
    cause,
  });
}
