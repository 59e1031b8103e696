import { verifyContentDigest } from '../signing/digest.ts';
import { readDetached, verifyDetached } from '../signing/jws.ts';
import type { KeyLookup } from '../signing/keys.ts';
import { fieldValue, type RequestMessage } from '../signing/message.ts';
import type { JwsProfile, SignatureProfile } from '../signing/profile.ts';
import { readSignature, type ReceivedSignature } from '../signing/received.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { verifySignature, type SignatureVariant } from '../signing/verify.ts';

/** How a signature that holds was made. */
export interface VerifiedRequest {
  readonly keyid: string;
  /** Which of the variants that Nopan's pages leave open was met; absent for a detached JWS. */
  readonly variant?: SignatureVariant;
  readonly warnings?: readonly string[];
}

/** A request's signature that can be read: its digest is right, its key and value are not yet looked at. */
export interface RequestSignature {
  /** @throws {SignatureError} ERR_SIGNATURE_INVALID */
  verify(lookup: KeyLookup, now: number): VerifiedRequest | Promise<VerifiedRequest>;
}

export interface SignatureProfiles {
  readonly request: SignatureProfile;
  /** Whether a signature may cover more than the profile demands. */
  readonly extraComponents: 'accepted' | 'refused';
  readonly jws: JwsProfile;
}

/**
 * Reads a request's signature: a detached JWS when that is the only one, else an HTTP message signature.
 * @throws {SignatureError} when it is missing or malformed, or the digest is not that of the body
 */
export function readRequestSignature(message: RequestMessage, profiles: SignatureProfiles): RequestSignature {
  const jws = fieldValue(message.fields, profiles.jws.header);
  if (jws !== undefined && fieldValue(message.fields, 'signature-input') === undefined) {
    return detachedJws(jws, message, profiles);
  }
  const received = readSignature(message, profiles.request);
  if (profiles.extraComponents === 'refused') assertNothingExtra(received);
  return { verify: (lookup, now) => verifySignature(received, lookup, now) };
}

function detachedJws(
  value: string,
  { fields, body }: RequestMessage,
  { jws, request }: SignatureProfiles,
): RequestSignature {
  readDetached(value);
  const digest = fieldValue(fields, 'content-digest');
  if (digest !== undefined && request.digests !== undefined) verifyContentDigest(digest, body, request.digests);
  return { verify: (lookup, now) => verifyDetached(value, body, lookup, jws, now) };
}

function assertNothingExtra({ message, profile, input }: ReceivedSignature): void {
  const demanded = message.body.length > 0 ? profile.components : profile.componentsWithoutBody;
  if (input.components.length <= demanded.length) return;
  throw new SignatureError('ERR_SIGNATURE_MALFORMED', 'The signature covers more than the profile demands', {
    where: 'Signature-Input',
    expected: demanded.join(' '),
    actual: input.signatureParams,
    advice: 'Cover the components of the profile and no others.',
  });
}
