import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import type { Description, JwkLabels } from './description.ts';
import { jwkProblem } from './jwk-problem.ts';
import { keyFacts } from './key-facts.ts';

/**
 * The keys of a JWK or a JWK set (RFC 7517), without any private or symmetric value. Keys of a set that are not supported are listed as such.
 *
 * @throws ERR_KEY
 */
export function describeJwks(text: string, file: string): Promise<Description[]> {
  const document = parsed(text, file);
  if (!isRecord(document) || !('keys' in document)) return Promise.all([describeJwk(document, file)]);
  const { keys } = document;
  if (!Array.isArray(keys)) {
    throw damaged('The JSON is not a JWK set', `${file}#/keys`, 'an array of keys (RFC 7517 section 5)');
  }
  if (keys.length === 0) throw damaged('The JWK set is empty', `${file}#/keys`, 'at least one key');
  return describeSet(keys, file);
}

async function describeSet(keys: readonly unknown[], file: string): Promise<Description[]> {
  const told = await Promise.allSettled(keys.map((jwk, index) => describeJwk(jwk, `${file}#/keys/${index}`)));
  const [first] = told;
  if (first?.status === 'rejected' && told.every(({ status }) => status === 'rejected')) throw first.reason;
  return told.map((one, index) => (one.status === 'fulfilled' ? one.value : otherKey(keys[index])));
}

const otherKey = (jwk: unknown): Description => ({
  kind: 'other key',
  problem: jwkProblem(jwk),
  ...(isRecord(jwk) ? labelsOf(jwk) : {}),
});

async function describeJwk(jwk: unknown, where: string): Promise<Description> {
  if (!isRecord(jwk) || typeof jwk['kty'] !== 'string') {
    throw damaged('The JSON is no JWK', where, 'an object with the member kty, or with keys (RFC 7517)');
  }
  const labels = labelsOf(jwk);
  if (jwk['kty'] === 'oct') return { kind: 'shared secret', ...labels };
  const key = await keyFacts(publicHalf(jwk, where));
  return 'd' in jwk
    ? { kind: 'private key', encrypted: false, key, ...labels }
    : { kind: 'public key', key, ...labels };
}

function labelsOf(jwk: JsonRecord): JwkLabels {
  const present = ['kid', 'alg', 'use'].filter((member) => typeof jwk[member] === 'string');
  return Object.fromEntries(present.map((member) => [member, jwk[member]]));
}

function publicHalf(jwk: JsonRecord, where: string): KeyObject {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    throw damaged('The JWK is malformed', where, 'kty EC, RSA or OKP with its members in base64url');
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    throw damaged('The file begins like JSON and is none', where, 'a JWK or a JWK set (RFC 7517)');
  }
}

function damaged(message: string, where: string, expected: string): CertifyError {
  return new CertifyError('ERR_KEY', message, { where, expected, advice: 'Write the key anew, or name another file.' });
}
