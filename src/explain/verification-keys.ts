import { createPrivateKey, createPublicKey, X509Certificate, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Block } from '../credentials/blocks.ts';
import { certificatesOf } from '../credentials/certificate-blocks.ts';
import type { Damage } from '../credentials/damage.ts';
import { jwkProblem } from '../credentials/jwk-problem.ts';
import { otherFormat, withFile } from '../credentials/other-formats.ts';
import { pemFile } from '../credentials/pem-file.ts';
import { pemProblem } from '../credentials/pem-problem.ts';
import { decodedText } from '../credentials/pem-text.ts';
import { isEncrypted } from '../credentials/private-key.ts';
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
  const { text } = decodedText(source.bytes);
  if (/^\s*(?:\{|\[\s*\{|"\s*\{)/.test(text)) return fromJson({ ...source, bytes: Buffer.from(text) }, keyid);
  const { blocks, damage } = pemFile(source.bytes);
  if (blocks.length > 0) return fromPem(blocks, damage, source, keyid);
  const [other, problem] = [otherFormat(source.bytes), pemProblem(source.bytes)];
  const actual = other?.name ?? problem?.what;
  throw unusable(
    `The file holds no ${problem === undefined ? '' : 'public '}key`,
    placed(source.name, problem?.place),
    '"-----BEGIN PUBLIC KEY-----", a JWK or a JWK set',
    {
      ...(actual !== undefined && { actual }),
      advice: withFile(
        other?.advice('public key') ??
          problem?.advice ??
          'Convert DER: openssl pkey -pubin -inform DER -in FILE -out public-key.pem',
        source.name,
      ),
    },
  );
}

const placed = (file: string, place: string | undefined): string => (place === undefined ? file : `${file}:${place}`);

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

function fromPem(
  blocks: readonly Block[],
  damage: readonly Damage[],
  source: Source,
  keyid: string | undefined,
): VerificationKeys {
  const file = source.name;
  const several = severalKeys(blocks);
  for (const { pem, label } of blocks.flatMap(certificatesOf)) {
    const reader = pemReaders.find((candidate) => candidate.label.test(label));
    if (reader === undefined || isEncrypted(pem)) continue;
    const key = imported(() => reader.read(pem), file, `the ${label.toLowerCase()} as openssl writes it`);
    const mended = damage.map(({ what }) => `The PEM of the key ${what}; it was read anyway.`);
    return {
      keys: [usable(key, file, keyid)],
      notes: [...mended, ...several, ...(reader.note === undefined ? [] : [reader.note])],
    };
  }
  const labels = blocks.map(({ label }) => label).join(', ');
  const encrypted = blocks.some(({ pem }) => isEncrypted(pem));
  throw unusable('The file holds no public key', file, '"-----BEGIN PUBLIC KEY-----"', {
    actual: labels,
    advice: withFile(
      encrypted
        ? 'Write the public half to a separate file: openssl pkey -in FILE -pubout -out public-key.pem'
        : (otherFormat(source.bytes)?.advice('public key') ?? 'Name the file with the public key.'),
      file,
    ),
  });
}

/** Blocks of one key, such as a certificate beside it, are one. */
function severalKeys(blocks: readonly Block[]): string[] {
  const found = new Set<string>();
  for (const { pem, label } of blocks.flatMap(certificatesOf)) {
    const reader = pemReaders.find((candidate) => candidate.label.test(label));
    if (reader === undefined || isEncrypted(pem)) continue;
    try {
      found.add(reader.read(pem).export({ type: 'spki', format: 'der' }).toString('hex'));
    } catch {
      // One that is damaged is refused where it is used.
    }
  }
  const advice = 'hand in the one that signs, or a JWK set';
  return found.size > 1 ? [`The file has ${found.size} keys, of which the first is used: ${advice}.`] : [];
}

function fromJson(source: Source, keyid: string | undefined): VerificationKeys {
  const document = setOf(keyDocument(source), source.name);
  const set = isRecord(document) ? document['keys'] : undefined;
  if (set === undefined) {
    return { keys: [fromJwk(document, source.name, keyid)], notes: hasSecret(document) ? [privateHalf] : [] };
  }
  if (!Array.isArray(set)) {
    throw unusable('The JWK set is malformed', `${source.name}#/keys`, 'an array of keys (RFC 7517 section 5)');
  }
  const members = set.map((jwk: unknown, index) => memberOf(jwk, `${source.name}#/keys/${index}`, keyid));
  const keys = members.flatMap((member) => (typeof member === 'string' ? [] : [member]));
  const passedOver = members.flatMap((member, index) =>
    typeof member === 'string' ? [`key ${index + 1} ${member}`] : [],
  );
  if (keys.length === 0) {
    throw unusable('The JWK set has no key for signatures', source.name, 'a public key with use "sig"', {
      actual: passedOver.slice(0, 10).join('; ') || 'no keys',
      advice: 'Name the set with the public half of the signing key.',
    });
  }
  const odd = passedOver.filter((why) => !why.endsWith(secretKey) && !why.endsWith(forSomethingElse));
  const notes = odd.length === 0 ? [] : [`Skipped keys of the set: ${odd.slice(0, 10).join('; ')}.`];
  return { keys, notes: [...notes, ...(set.some(hasSecret) ? [privateHalf] : [])] };
}

const secretKey = 'is a shared secret';
const forSomethingElse = 'is not for signatures';

const hasSecret = (jwk: unknown): boolean => isRecord(jwk) && 'd' in jwk;

/** A key of a set, or why it is skipped: not supported, damaged, or not for signatures (RFC 7517 section 5). */
function memberOf(jwk: unknown, where: string, keyid: string | undefined): VerificationKey | string {
  if (!isRecord(jwk)) return jwkProblem(jwk);
  const { use, kty, key_ops: operations } = jwk;
  if (kty === 'oct') return secretKey;
  if (use !== undefined && use !== 'sig') return forSomethingElse;
  if (Array.isArray(operations) && !operations.some((operation) => operation === 'verify' || operation === 'sign'))
    return forSomethingElse;
  try {
    return fromJwk(jwk, where, keyid);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    if (error.message.startsWith('The alg of')) {
      return `has the alg ${error.actual ?? ''}, and its key is one for ${error.expected?.split(' ')[0] ?? ''}`;
    }
    return error.cause === undefined && error.actual !== undefined ? `is ${error.actual}` : jwkProblem(jwk);
  }
}

/** The document, unless a set or a key was put into something else. */
function setOf(document: unknown, file: string): unknown {
  const expected = 'an object with kty, or with keys (RFC 7517)';
  if (Array.isArray(document)) {
    throw unusable('The JSON is an array, and no JWK set', file, expected, { advice: 'Write it as {"keys": […]}.' });
  }
  if (typeof document === 'string') {
    throw unusable('The JSON is a text, and no JWK', file, expected, {
      advice: withFile(
        'It was written as JSON twice: node -p "JSON.parse(fs.readFileSync(0))" < FILE > jwks.json',
        file,
      ),
    });
  }
  const [member] = isRecord(document)
    ? (Object.entries(document).find(([, value]) => isRecord(value) && ('keys' in value || 'kty' in value)) ?? [])
    : [];
  if (member === undefined || !isRecord(document) || 'keys' in document || 'kty' in document) return document;
  throw unusable(`The JWK set is in the member ${member.slice(0, 40)}`, file, expected, {
    advice: 'Hand in the value of that member alone.',
  });
}

function keyDocument(source: Source): unknown {
  try {
    return readJson(source, 'a JWK or a JWK set (RFC 7517)');
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    throw unusable(error.message, error.where ?? source.name, 'a JWK or a JWK set (RFC 7517)');
  }
}

function fromJwk(jwk: unknown, where: string, keyid: string | undefined): VerificationKey {
  if (!isRecord(jwk) || typeof jwk['kty'] !== 'string')
    throw unusable('This is no JWK', where, 'an object with the member kty');
  const { kid, kty, alg } = jwk;
  if (kty === 'oct')
    throw unusable('The JWK is a shared secret', where, 'a public key: kty EC, OKP or RSA', { actual: 'kty oct' });
  const key = imported(
    () => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }),
    where,
    'coordinates of a point on the curve, base64url',
  );
  const named = usable(key, where, typeof kid === 'string' ? kid : keyid);
  const expected = algsOf[named.algorithm];
  if (expected !== undefined && typeof alg === 'string' && !expected.includes(alg)) {
    throw unusable('The alg of the JWK is not that of its key', where, expected.join(' or '), {
      actual: alg.slice(0, 40),
      advice: 'Correct alg, or leave it out.',
    });
  }
  return alg === 'RS256' ? { ...named, algorithm: 'rsa-v1_5-sha256' } : named;
}

/** What a JWK may say of a key of one algorithm (RFC 7518 section 3.1, RFC 8037, RFC 9864); a key for RSA may have several. */
const algsOf: Readonly<Partial<Record<SignatureAlgorithm, readonly string[]>>> = {
  'ecdsa-p256-sha256': ['ES256', 'ESP256'],
  'ecdsa-p384-sha384': ['ES384', 'ESP384'],
  'ecdsa-p521-sha512': ['ES512', 'ESP512'],
  ed25519: ['EdDSA', 'Ed25519'],
};

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
