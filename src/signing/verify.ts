import { verifyBase } from './algorithms.ts';
import { diagnose } from './diagnosis.ts';
import type { DigestAlgorithm } from './digest.ts';
import type { KeyLookup, SignatureAlgorithm, SignatureKey } from './keys.ts';
import type { Message } from './message.ts';
import type { EcdsaEncoding, SignatureParamsForm, SignatureProfile } from './profile.ts';
import { baseIn, departures, readSignature, type ReceivedSignature } from './received.ts';
import { invalid } from './signature-error.ts';

/** Which of the variants that Nopan's pages leave open a signer used. */
export interface SignatureVariant {
  readonly signatureParamsForm: SignatureParamsForm;
  /** ECDSA only. */
  readonly ecdsaEncoding?: EcdsaEncoding;
}

/** A signature that holds. */
export interface Verified {
  /** The base that was signed. */
  readonly base: string;
  readonly keyid: string;
  readonly algorithm: SignatureAlgorithm;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  /** The algorithm of Content-Digest, if there was one. */
  readonly digest?: DigestAlgorithm;
  readonly variant: SignatureVariant;
  /** How the signature departs from Nopan's examples without being wrong, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Verifies a message's signature and digest against a profile (RFC 9421 section 3.2): readSignature, then verifySignature.
 * @param now seconds since 1970-01-01T00:00:00Z.
 * @throws {SignatureError} saying what does not hold.
 * @example verifyMessage(response, responseProfile(protocol.signature), lookup, seconds(clock)).keyid // nopan-sandbox
 */
export function verifyMessage(message: Message, profile: SignatureProfile, lookup: KeyLookup, now: number): Verified {
  return verifySignature(readSignature(message, profile), lookup, now);
}

/**
 * The second step of verifying: the key, its algorithm, the time, and the signature itself in any of its variants.
 * @throws {SignatureError} ERR_SIGNATURE_INVALID, with the base.
 */
export function verifySignature(received: ReceivedSignature, lookup: KeyLookup, now: number): Verified {
  const { keyid, created, digest, signature, profile } = received;
  const key = knownKey(received, lookup);
  assertAlgorithm(received, key);
  assertTime(received, now);
  for (const signatureParamsForm of formsFrom(profile.signatureParamsForm)) {
    const base = baseIn(signatureParamsForm, received);
    const match = verifyBase(base, signature, key);
    if (match === undefined) continue;
    return {
      base,
      keyid,
      algorithm: key.algorithm,
      created,
      ...(digest === undefined ? {} : { digest }),
      variant: { signatureParamsForm, ...match },
      warnings: departures(received),
    };
  }
  throw invalid(`The signature is not one of ${keyid} over this message`, {
    where: 'Signature',
    expected: `${key.algorithm} with the key ${keyid} over the signature base`,
    actual: `${signature.length} bytes that do not verify`,
    advice: () => diagnose(received, key) ?? 'Compare the signature base line by line with the one that was signed.',
    base: baseIn(profile.signatureParamsForm, received),
  });
}

function formsFrom(first: SignatureParamsForm): readonly SignatureParamsForm[] {
  return first === 'rfc9421' ? ['rfc9421', 'labelled'] : ['labelled', 'rfc9421'];
}

function knownKey(received: ReceivedSignature, lookup: KeyLookup): SignatureKey {
  const key = lookup(received.keyid);
  if (key !== undefined) return key;
  throw invalid(`The key ${received.keyid} is unknown`, {
    where: 'Signature-Input',
    expected: 'the keyid of a registered key',
    actual: received.keyid,
    advice: 'Register the public key, and quote its id in keyid.',
    base: baseIn(received.profile.signatureParamsForm, received),
  });
}

/** RFC 9421 section 3.2, step 6: every source of the algorithm must agree; the key's own decides. */
function assertAlgorithm(received: ReceivedSignature, key: SignatureKey): void {
  const { alg } = received.input.parameters;
  if (alg === undefined || alg === key.algorithm) return;
  throw invalid(`The signature names the algorithm ${alg}, its key is for ${key.algorithm}`, {
    where: 'Signature-Input',
    expected: key.algorithm,
    actual: alg,
    advice: "Take the algorithm of the key's curve, and leave alg out.",
    base: baseIn(received.profile.signatureParamsForm, received),
  });
}

function assertTime(received: ReceivedSignature, now: number): void {
  const { created, profile, input } = received;
  const age = now - created;
  const { expires } = input.parameters;
  const stale = Math.abs(age) > profile.createdWindowSeconds;
  if (!stale && (expires === undefined || expires >= now)) return;
  const problem = stale
    ? `was created ${Math.abs(age)} s ${age > 0 ? 'ago' : 'in the future'}`
    : `expired ${now - (expires ?? now)} s ago`;
  throw invalid(`The signature ${problem}`, {
    where: 'Signature-Input',
    expected: `created within ${profile.createdWindowSeconds} s of ${now}${stale ? '' : ', and not expired'}`,
    actual: stale ? `created=${created}` : `expires=${String(expires)}`,
    advice: 'Sign each message just before it is sent, and keep the clock synchronized (NTP).',
    base: baseIn(profile.signatureParamsForm, received),
  });
}
