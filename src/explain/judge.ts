import { verifyContentDigest } from '../signing/digest.ts';
import { readDetached, verifyDetached } from '../signing/jws.ts';
import type { KeyLookup, SignatureAlgorithm } from '../signing/keys.ts';
import { fieldValue, isRequest, type Message } from '../signing/message.ts';
import type { JwsProfile, SignatureProfile } from '../signing/profile.ts';
import { readSignature } from '../signing/received.ts';
import { invalid, malformed } from '../signing/signature-error.ts';
import { verifySignature, type Verified } from '../signing/verify.ts';

export type ProfileName = 'http-message-signature' | 'detached-jws';

/** How messages are signed, as the wire profile says it. */
export interface SigningSettings {
  /** What is asked for where a message has no signature at all. */
  readonly profile: ProfileName;
  readonly request: SignatureProfile;
  readonly response: SignatureProfile;
  readonly extraComponents: 'accepted' | 'refused';
  /** Whether the variants of a signature that Nopan's pages leave open are accepted, or only the one of the settings. */
  readonly acceptedVariants: 'every' | 'configured';
  readonly jws: JwsProfile;
}

/** A signature that holds. */
export interface Judged {
  readonly profile: ProfileName;
  readonly keyid: string;
  readonly algorithm: SignatureAlgorithm;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  /** Of an HTTP message signature. */
  readonly verified?: Verified;
}

/** A detached JWS when that is the only signature, else an HTTP message signature, as the mock decides. */
export function profileOf({ fields }: Message, { profile, jws }: SigningSettings): ProfileName {
  if (fieldValue(fields, 'signature-input') !== undefined) return 'http-message-signature';
  if (fieldValue(fields, jws.header) !== undefined) return 'detached-jws';
  return fieldValue(fields, 'signature') === undefined ? profile : 'http-message-signature';
}

/**
 * Judges one message as a strict verifier does.
 * @param at seconds since 1970-01-01T00:00:00Z; undefined: the moment when it was signed.
 * @throws {SignatureError} saying what does not hold.
 */
export async function judge(
  message: Message,
  keys: KeyLookup,
  settings: SigningSettings,
  at?: number,
): Promise<Judged> {
  return profileOf(message, settings) === 'detached-jws'
    ? judgeJws(message, keys, settings, at)
    : judgeSignature(message, keys, settings, at);
}

function judgeSignature(message: Message, keys: KeyLookup, settings: SigningSettings, at?: number): Judged {
  const profile = isRequest(message) ? settings.request : settings.response;
  const received = readSignature(message, profile);
  const demanded = message.body.length > 0 ? profile.components : profile.componentsWithoutBody;
  if (
    settings.extraComponents === 'refused' &&
    isRequest(message) &&
    received.input.components.length > demanded.length
  ) {
    throw malformed('The signature covers more than the profile demands', {
      where: 'Signature-Input',
      expected: demanded.join(' '),
      actual: received.input.signatureParams,
      advice: 'Cover the components of the profile and no others.',
    });
  }
  const verified = verifySignature(received, keys, at ?? received.created);
  if (settings.acceptedVariants === 'configured') assertConfigured(verified, profile);
  const { keyid, algorithm, created } = verified;
  return { profile: 'http-message-signature', keyid, algorithm, created, verified };
}

function assertConfigured({ variant }: Verified, profile: SignatureProfile): void {
  for (const setting of ['signatureParamsForm', 'ecdsaEncoding'] as const) {
    const met = variant[setting];
    if (met === undefined || met === profile[setting]) continue;
    throw invalid(`The message is signed as ${met}, and only ${profile[setting]} is accepted`, {
      where: `signature.${setting}`,
      expected: profile[setting],
      actual: met,
      advice: `Sign as ${profile[setting]}, or accept every variant (signature.acceptedVariants).`,
    });
  }
}

async function judgeJws(
  message: Message,
  keys: KeyLookup,
  { jws, request }: SigningSettings,
  at?: number,
): Promise<Judged> {
  const value = fieldValue(message.fields, jws.header) ?? '';
  const { header } = readDetached(value);
  const digest = fieldValue(message.fields, 'content-digest');
  if (digest !== undefined && request.digests !== undefined) verifyContentDigest(digest, message.body, request.digests);
  const { keyid, algorithm, created } = await verifyDetached(value, message.body, keys, jws, at ?? header.iat);
  return { profile: 'detached-jws', keyid, algorithm, created };
}
