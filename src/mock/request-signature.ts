import type { Protocol } from '../contract/protocol.ts';
import { verifyContentDigest } from '../signing/digest.ts';
import { readDetached, verifyDetached } from '../signing/jws.ts';
import type { KeyLookup } from '../signing/keys.ts';
import { fieldValue, type RequestMessage } from '../signing/message.ts';
import { requestProfile, type JwsProfile, type SignatureProfile } from '../signing/profile.ts';
import { readSignature, type ReceivedSignature } from '../signing/received.ts';
import { SignatureError, type SignatureErrorCode } from '../signing/signature-error.ts';
import { verifySignature, type SignatureVariant, type Verified } from '../signing/verify.ts';

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

type Settings = Protocol['signature'];
type Scheme = Settings['profile'];

/** How requests must be signed. Make it once: what can be prepared is kept by profile. */
export interface SignatureProfiles extends Pick<Settings, 'extraComponents' | 'acceptedVariants'> {
  /** The scheme that is configured. */
  readonly scheme: Scheme;
  readonly request: SignatureProfile;
  readonly jws: JwsProfile;
}

export function signatureProfiles({ signature, jws }: Pick<Protocol, 'signature' | 'jws'>): SignatureProfiles {
  const { profile: scheme, acceptedVariants, extraComponents, digests, requestDigest } = signature;
  const accepted = acceptedVariants === 'configured' ? [requestDigest] : digests;
  return {
    scheme,
    acceptedVariants,
    extraComponents,
    jws,
    request: requestProfile({ ...signature, digests: accepted }),
  };
}

/**
 * Reads a request's signature: an HTTP message signature, or a detached JWS where it has no other.
 * @throws {SignatureError} when it is missing, malformed or not the configured one, or the digest is not that of the body
 */
export function readRequestSignature(message: RequestMessage, profiles: SignatureProfiles): RequestSignature {
  if (schemeOf(message, profiles) === 'detached-jws') return detachedJws(message, profiles);
  const received = readSignature(message, profiles.request);
  if (profiles.extraComponents === 'refused') assertNothingExtra(received);
  return {
    verify(lookup, now) {
      const verified = verifySignature(received, lookup, now);
      if (profiles.acceptedVariants === 'configured') assertConfigured(verified, profiles.request);
      return verified;
    },
  };
}

/** The scheme by which a request is to be judged. */
function schemeOf({ fields }: RequestMessage, { scheme, jws, acceptedVariants }: SignatureProfiles): Scheme {
  const bearers: Readonly<Record<Scheme, string>> = {
    'http-message-signature': 'signature-input',
    'detached-jws': jws.header,
  };
  const met = (Object.keys(bearers) as Scheme[]).filter((one) => fieldValue(fields, bearers[one]) !== undefined);
  if (acceptedVariants === 'every') return met[0] ?? 'http-message-signature';
  if (met[0] === undefined || met.includes(scheme)) return scheme;
  throw anotherVariant('ERR_SIGNATURE_MISSING', 'profile', met[0], scheme);
}

function detachedJws({ fields, body }: RequestMessage, { jws, request }: SignatureProfiles): RequestSignature {
  const value = fieldValue(fields, jws.header) ?? '';
  readDetached(value);
  const digest = fieldValue(fields, 'content-digest');
  if (digest !== undefined && request.digests !== undefined) verifyContentDigest(digest, body, request.digests);
  return { verify: (lookup, now) => verifyDetached(value, body, lookup, jws, now) };
}

/** The variants that a signature shows once it is verified. */
function assertConfigured({ variant }: Verified, profile: SignatureProfile): void {
  for (const name of ['signatureParamsForm', 'ecdsaEncoding'] as const) {
    const met = variant[name];
    if (met !== undefined && met !== profile[name]) {
      throw anotherVariant('ERR_SIGNATURE_INVALID', name, met, profile[name]);
    }
  }
}

function anotherVariant(code: SignatureErrorCode, setting: string, met: string, configured: string): SignatureError {
  return new SignatureError(code, `The request is signed as ${met}, and only ${configured} is accepted`, {
    where: `signature.${setting}`,
    expected: configured,
    actual: met,
    advice: `Sign as ${configured}, or have the mock accept every variant (signature.acceptedVariants).`,
  });
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
