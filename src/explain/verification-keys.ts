import { createPrivateKey, createPublicKey, X509Certificate, type JsonWebKey, type KeyObject } from 'node:crypto';
import { pemBlocks } from '../credentials/blocks.ts';
import { CertifyError } from '../errors.ts';
import { isRecord } from '../signing/json-record.ts';
import { keyAlgorithm, type KeyLookup, type SignatureAlgorithm, type SignatureKey } from '../signing/keys.ts';
import { readJson } from './json-text.ts';
import type { Source } from './text.ts';

/** The public keys that somebody handed in. */
export interface VerificationKeys {
  readonly keys: readonly VerificationKey[];
  /** What the reader should know about the file, as sentences. */
  readonly notes: readonly string[];
}

export interface VerificationKey {
  readonly key: KeyObject;
  readonly algorithm: SignatureAlgorithm;
  /** Undefined where the file names none: the key is then taken for whichever a signature names. */
  readonly keyid: string | undefined;
}

/** Larger than any key, certificate or set of them, in bytes. */
const largest = 1 << 20;

/**
 * Reads public keys: PEM (a public key, a certificate, or a private key, of which the public half is taken), a JWK or a JWK set.
 * @param keyid the id of a key that has none in its file.
 * @throws {CertifyError} ERR_KEY
 */
export function readVerificationKeys(source: Source, keyid?: string): VerificationKeys {
  if (source.bytes.length > largest) {
    throw unusable('The file of keys is too large', source.name, `at most ${largest} bytes`, {
      actual: `${source.bytes.length} bytes`,
      advice: 'Name the file with the public key.',
    });
  }
  const text = source.bytes.toString('latin1');
  if (text.includes('-----BEGIN ')) return fromPem(text, source.name, keyid);
  if (/^(?:\xef\xbb\xbf)?\s*\{/.test(text)) return fromJson(source, keyid);
  throw unusable('The file holds no key', source.name, 'PEM ("-----BEGIN PUBLIC KEY-----"), a JWK or a JWK set', {
    advice: 'Convert DER: openssl pkey -pubin -inform DER -in FILE -out public-key.pem',
  });
}

/** Finds the key that a signature names among these. */
export function lookupIn(keys: VerificationKeys): KeyLookup {
  return (keyid) => keyFor(keys, keyid);
}

/** The key with this id; one without id is taken for any. */
export function keyFor({ keys }: VerificationKeys, keyid: string): SignatureKey | undefined {
  const found = keys.find((key) => key.keyid === keyid) ?? keys.find((key) => key.keyid === undefined);
  return found && signatureKey(found, keyid);
}

const privateHalf =
  'The file holds a private key, of which only the public half is used: keep it where it is, and hand out the public key.';

const pemReaders: readonly { label: RegExp; read: (pem: string) => KeyObject; note?: string }[] = [
  { label: /^(RSA )?PUBLIC KEY$/, read: (pem) => createPublicKey(pem) },
  { label: /^CERTIFICATE$/, read: (pem) => new X509Certificate(pem).publicKey },
  { label: /^(EC |RSA )?PRIVATE KEY$/, read: (pem) => createPublicKey(createPrivateKey(pem)), note: privateHalf },
];

function fromPem(text: string, file: string, keyid: string | undefined): VerificationKeys {
  const blocks = pemBlocks(text);
  for (const { pem, label } of blocks) {
    const reader = pemReaders.find((candidate) => candidate.label.test(label));
    if (reader === undefined) continue;
    const key = imported(() => reader.read(pem), file, `the ${label.toLowerCase()} as openssl writes it`);
    return { keys: [usable(key, file, keyid)], notes: reader.note === undefined ? [] : [reader.note] };
  }
  const labels = blocks.map(({ label }) => label).join(', ');
  throw unusable('The file holds no public key', file, '"-----BEGIN PUBLIC KEY-----"', {
    actual: labels === '' ? 'a PEM block without its end' : labels,
    advice: labels.includes('ENCRYPTED')
      ? 'Write the public half into a file of its own: openssl pkey -in FILE -pubout -out public-key.pem'
      : 'Name the file with the public key.',
  });
}

function fromJson(source: Source, keyid: string | undefined): VerificationKeys {
  const document = keyDocument(source);
  const list = isRecord(document) && Array.isArray(document['keys']) ? (document['keys'] as unknown[]) : undefined;
  const jwks = list ?? [document];
  const places = jwks.map((_, index) => (list === undefined ? source.name : `${source.name}#/keys/${index}`));
  const keys = jwks.flatMap((jwk, index) => fromJwk(jwk, places[index] ?? source.name, keyid, list !== undefined));
  if (keys.length === 0)
    throw unusable('The JWK set has no key for signatures', source.name, 'a public key with use "sig"');
  const secret = jwks.some((jwk) => isRecord(jwk) && 'd' in jwk);
  return { keys, notes: secret ? [privateHalf] : [] };
}

function keyDocument(source: Source): unknown {
  try {
    return readJson(source, 'a JWK or a JWK set (RFC 7517)');
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    throw unusable(error.message, error.where ?? source.name, 'a JWK or a JWK set (RFC 7517)');
  }
}

/** In a set, keys for something else are passed over (RFC 7517 section 5). */
function fromJwk(jwk: unknown, where: string, keyid: string | undefined, inSet: boolean): VerificationKey[] {
  if (!isRecord(jwk) || typeof jwk['kty'] !== 'string')
    throw unusable('This is no JWK', where, 'an object with the member kty');
  const { kid, use, kty, alg } = jwk;
  if (inSet && ((use !== undefined && use !== 'sig') || kty === 'oct')) return [];
  if (kty === 'oct')
    throw unusable('The JWK is a shared secret', where, 'a public key: kty EC, OKP or RSA', { actual: 'kty oct' });
  const key = imported(
    () => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }),
    where,
    'coordinates of a point on the curve, base64url',
  );
  const named = usable(key, where, typeof kid === 'string' ? kid : keyid);
  return [alg === 'RS256' ? { ...named, algorithm: 'rsa-v1_5-sha256' } : named];
}

function usable(key: KeyObject, where: string, keyid: string | undefined): VerificationKey {
  try {
    return { key, keyid, algorithm: keyAlgorithm(key) };
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    throw unusable(error.message, where, error.expected ?? 'an ECDSA key', {
      ...(error.actual === undefined ? {} : { actual: error.actual }),
      advice: 'Name the key that the request was signed with: ECDSA on P-256, P-384 or P-521.',
    });
  }
}

function imported(read: () => KeyObject, where: string, expected: string): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw unusable('The key is damaged', where, expected, { cause });
  }
}

function unusable(
  message: string,
  where: string,
  expected: string,
  details: { actual?: string; advice?: string; cause?: unknown } = {},
): CertifyError {
  return new CertifyError('ERR_KEY', message, { where, expected, ...details });
}

export function signatureKey({ key, algorithm }: VerificationKey, keyid: string): SignatureKey {
  return { key, algorithm, keyid };
}
