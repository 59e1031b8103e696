import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { isRecord } from '../signing/json-record.ts';
import type { KeyLookup, SignatureAlgorithm, SignatureKey } from '../signing/keys.ts';
import { publicKeyOf, samePair } from './key-pair.ts';

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

/** More keys than anyone signs with; reading each one takes time whenever the set is fetched. */
const mostKeys = 256;

/**
 * Finds keys in a published JWK set by their `kid`. Keys that are not supported, damaged, or not for signatures are skipped
 * (RFC 7517 section 5); looking up a damaged key or a shared `kid` is an error.
 *
 * @throws ERR_JWKS when the document is not a JWK set, holds too many keys, publishes a secret, or has no key for signatures; the
 * returned function throws it for a `kid` whose key cannot be used
 */
export function keyLookup(document: unknown): KeyLookup {
  const found = new Map<string, SignatureKey>();
  const unusable = new Map<string, CertifyError>();
  const passedOver: string[] = [];
  const all = members(document);
  if (all.length > mostKeys) throw tooMany(all.length);
  for (const [index, jwk] of all.entries()) {
    const { key, kid, problem, why } = readMember(jwk, `/keys/${index}`);
    if (key === undefined) {
      if (kid !== undefined && problem !== undefined) unusable.set(kid, problem);
      passedOver.push(`key ${index + 1}: ${why}`);
      continue;
    }
    const earlier = found.get(key.keyid);
    if (earlier === undefined || isSameKey(earlier, key)) found.set(key.keyid, key);
    else unusable.set(key.keyid, repeated(key.keyid, `/keys/${index}/kid`));
  }
  for (const [kid, { where = '' }] of unusable) if (where.endsWith('/kid')) found.delete(kid);
  if (found.size === 0) throw [...unusable.values()][0] ?? nothingLeft(passedOver);
  return (keyid) => {
    const key = found.get(keyid);
    if (key !== undefined) return key;
    const problem = unusable.get(keyid);
    if (problem !== undefined) throw problem;
    return undefined;
  };
}

const isSameKey = (one: SignatureKey, other: SignatureKey): boolean =>
  one.algorithm === other.algorithm && samePair(one.key, other.key);

const repeated = (kid: string, where: string): CertifyError =>
  broken(`Two keys of the JWK set have the kid "${kid}"`, where, 'a kid for each key');

const tooMany = (count: number): CertifyError =>
  broken(
    `The JWK set has ${count} keys`,
    '/keys',
    `at most ${mostKeys} keys: the current one, and those before and after it`,
  );

function nothingLeft(passedOver: readonly string[]): CertifyError {
  return broken(
    'The JWK set has no key for signatures',
    '/keys',
    'a public key with a kid, for ES256, ES384 or ES512',
    {
      actual: passedOver.slice(0, 10).join('; ') || 'no keys',
    },
  );
}

function members(document: unknown): readonly unknown[] {
  if (isRecord(document) && Array.isArray(document['keys'])) return document['keys'];
  throw broken('This is not a JWK set', '/keys', 'an object with an array "keys"', { actual: shapeOf(document) });
}

function shapeOf(document: unknown): string {
  if (document === undefined) return 'no JSON';
  if (!isRecord(document))
    return Array.isArray(document) ? 'an array' : `JSON that is ${document === null ? 'null' : `a ${typeof document}`}`;
  if ('kty' in document) return 'a single JWK';
  return 'keys' in document ? '"keys" that is not an array' : 'an object without "keys"';
}

/** Members of private and symmetric keys only, by kty (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; AKP is a draft). */
const secrets: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['EC', ['d']],
  ['OKP', ['d']],
  ['RSA', ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth']],
  ['oct', ['k']],
  ['AKP', ['priv']],
]);
const anySecret = ['d', 'k', 'priv'];

interface Read {
  readonly key?: SignatureKey | undefined;
  readonly kid?: string | undefined;
  /** The error when it is looked up. */
  readonly problem?: CertifyError;
  /** Why it was skipped. */
  readonly why: string;
}

function readMember(jwk: unknown, where: string): Read {
  if (!isRecord(jwk)) throw broken('A member of the JWK set is no key', where, 'an object');
  const { kty, kid: id, alg, crv, use, key_ops: operations } = jwk;
  const secret = (secrets.get(kty) ?? anySecret).find((name) => name in jwk);
  if (secret !== undefined) {
    throw broken('The JWK set publishes a secret', `${where}/${secret}`, 'public keys only');
  }
  if (typeof id !== 'string') return { why: 'has no kid' };
  const kid = id.slice(0, 200);
  if (use !== undefined && use !== 'sig') return { why: `use is ${shown(use)}` };
  if (Array.isArray(operations) && !operations.includes('verify')) return { why: 'key_ops lack "verify"' };
  const candidates = algorithms.filter((candidate) => candidate.kty === kty && candidate.crv === crv);
  const fitting =
    candidates.find((candidate) => candidate.alg === alg) ?? (alg === undefined ? only(candidates) : undefined);
  if (fitting === undefined) {
    const why = `kty ${shown(kty)}${crv === undefined ? '' : `, crv ${shown(crv)}`}${alg === undefined ? '' : `, alg ${shown(alg)}`}`;
    if (!algorithms.some((known) => known.alg === alg)) return { why };
    const expected = candidates.map((candidate) => candidate.alg).join(' or ') || `a key for ${String(alg)}`;
    const problem = broken(`The key "${kid}" contradicts its algorithm ${String(alg)}`, `${where}/alg`, expected);
    return { kid: id, problem, why };
  }
  try {
    return { key: { keyid: id, algorithm: fitting.signature, key: importKey(jwk, kid, where) }, why: '' };
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return { kid: id, problem: error, why: error.message };
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : typeof value).slice(0, 40);

/** A curve stands for one algorithm, an RSA key without `alg` for any. */
function only<T>(candidates: readonly T[]): T | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

function importKey(jwk: JsonWebKey, kid: string, where: string): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw broken(`The key "${kid}" is malformed`, where, 'coordinates of a point on the curve, base64url', { cause });
  }
}

function broken(
  message: string,
  where: string,
  expected: string,
  details: { readonly actual?: string; readonly cause?: unknown } = {},
): CertifyError {
  return new CertifyError('ERR_JWKS', message, {
    where,
    expected,
    advice: 'Without its keys no response of this target can be verified: report it to the operator of the target.',
    ...details,
  });
}
