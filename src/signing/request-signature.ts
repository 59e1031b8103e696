import { verifyContentDigest, type DigestAlgorithm } from './digest.ts';
import { readDetached, verifyDetached } from './jws.ts';
import type { KeyLookup, SignatureAlgorithm } from './keys.ts';
import { fieldValue, type RequestMessage } from './message.ts';
import { requestProfile, type JwsProfile, type SignatureProfile, type SignatureSettings } from './profile.ts';
import { readSignature, type ReceivedSignature } from './received.ts';
import { SignatureError, type SignatureErrorCode } from './signature-error.ts';
import { verifySignature, type SignatureVariant, type Verified } from './verify.ts';

/** Which of the two standards a request is signed by: RFC 9421, or RFC 7515 appendix F with RFC 7797. */
export type SignatureScheme = 'http-message-signature' | 'detached-jws';

/** What a verifier of requests accepts. */
export interface Acceptance {
  /** Components beyond those of the profile. */
  readonly extraComponents: 'accepted' | 'refused';
  /** Whether to accept other parameters of RFC 9421 section 2.3 than keyid and created, and unknown ones. */
  readonly extraParameters: 'accepted' | 'rejected';
  readonly unknownParameters: 'accepted' | 'rejected';
  /** Whether parameters may be in any order, or must be in the configured one. */
  readonly parameterOrder: 'any' | 'configured';
  /** Variants of a signature that Nopan's pages leave open: every one, or the one of the settings alone. */
  readonly acceptedVariants: 'every' | 'configured';
}

/** How requests must be signed. Make it once: what can be prepared is kept by profile. */
export interface RequestProfiles extends Acceptance {
  /** The scheme that is configured. */
  readonly scheme: SignatureScheme;
  readonly request: SignatureProfile;
  readonly jws: JwsProfile;
}

/** The wire profile's settings for requests, as specs/protocol.yaml names them. */
export interface RequestSettings {
  readonly signature: SignatureSettings & Acceptance & { readonly profile: SignatureScheme };
  readonly jws: JwsProfile;
}

export function requestProfiles({ signature, jws }: RequestSettings): RequestProfiles {
  const { profile: scheme, acceptedVariants, digests, requestDigest } = signature;
  const { extraComponents, extraParameters, unknownParameters, parameterOrder } = signature;
  const accepted = acceptedVariants === 'configured' ? [requestDigest] : digests;
  const request = requestProfile({ ...signature, digests: accepted });
  const parameters = { extraParameters, unknownParameters, parameterOrder };
  return { scheme, acceptedVariants, extraComponents, ...parameters, jws, request };
}

/** How a signature that holds was made. */
export interface VerifiedRequest {
  readonly keyid: string;
  readonly algorithm: SignatureAlgorithm;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  /** Which of the variants that Nopan's pages leave open was met; absent for a detached JWS. */
  readonly variant?: SignatureVariant;
  /** The algorithm of Content-Digest, if there was one. */
  readonly digest?: DigestAlgorithm;
  readonly warnings?: readonly string[];
}

/** A request's signature that can be read: its digest is right, its key and value are not yet looked at. */
export interface RequestSignature {
  readonly scheme: SignatureScheme;
  /** When it says it was made: seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  /** @throws {SignatureError} ERR_SIGNATURE_INVALID */
  verify(lookup: KeyLookup, now: number): VerifiedRequest | Promise<VerifiedRequest>;
}

/**
 * Reads a request's signature: an HTTP message signature, or a detached JWS where it has no other.
 * @throws {SignatureError} when it is missing, malformed or not the configured one, or the digest is not that of the body
 */
export function readRequestSignature(message: RequestMessage, profiles: RequestProfiles): RequestSignature {
  const scheme = schemeOf(message, profiles);
  if (scheme === 'detached-jws') return detachedJws(message, profiles);
  const received = readSignature(message, profiles.request, profiles.unknownParameters === 'accepted');
  assertParameters(received, profiles);
  if (profiles.extraComponents === 'refused') assertNothingExtra(received);
  return {
    scheme,
    created: received.created,
    verify(lookup, now) {
      const verified = verifySignature(received, lookup, now);
      if (profiles.acceptedVariants === 'configured') assertConfigured(verified, profiles.request);
      return verified;
    },
  };
}

/**
 * The scheme by which a request is to be judged: of what it has, or the configured one where it has nothing.
 * @throws {SignatureError} ERR_SIGNATURE_MISSING when only the configured one is accepted and it has the other
 */
function schemeOf({ fields }: RequestMessage, profiles: Omit<RequestProfiles, 'request'>): SignatureScheme {
  const { scheme, jws, acceptedVariants } = profiles;
  const bearers: Readonly<Record<SignatureScheme, string>> = {
    'http-message-signature': 'signature-input',
    'detached-jws': jws.header,
  };
  const met = (Object.keys(bearers) as SignatureScheme[]).filter(
    (one) => fieldValue(fields, bearers[one]) !== undefined,
  );
  if (acceptedVariants === 'every') return met[0] ?? scheme;
  if (met[0] === undefined || met.includes(scheme)) return scheme;
  throw anotherVariant('ERR_SIGNATURE_MISSING', 'profile', met[0], scheme);
}

function detachedJws({ fields, body }: RequestMessage, { jws, request }: RequestProfiles): RequestSignature {
  const value = fieldValue(fields, jws.header) ?? '';
  const { header } = readDetached(value);
  const digest = fieldValue(fields, 'content-digest');
  if (digest !== undefined && request.digests !== undefined) verifyContentDigest(digest, body, request.digests);
  return {
    scheme: 'detached-jws',
    created: header.iat,
    verify: (lookup, now) => verifyDetached(value, body, lookup, jws, now),
  };
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
    advice: `Sign as ${configured}, or accept every variant (signature.acceptedVariants).`,
  });
}

/** Nopan's parameters, in order. */
const ownParameters = ['keyid', 'created'];
/** The others of RFC 9421 section 2.3. */
const extraParameterNames = ['alg', 'expires', 'nonce', 'tag'];

/** Checks the parameters according to settings. Unknown ones were checked when the field was parsed. */
function assertParameters({ input }: ReceivedSignature, { extraParameters, parameterOrder }: Acceptance): void {
  const { parameterOrder: met } = input;
  const extra = met.filter((name) => extraParameterNames.includes(name));
  const own = met.filter((name) => ownParameters.includes(name));
  const inOrder = own.every((name, index) => name === ownParameters[index]);
  if ((extraParameters === 'accepted' || extra.length === 0) && (parameterOrder === 'any' || inOrder)) return;
  throw new SignatureError('ERR_SIGNATURE_MALFORMED', 'The signature has other parameters than the profile names', {
    where: 'Signature-Input',
    expected: ownParameters.join(', '),
    actual: met.join(', '),
    advice: 'Send only keyid and created, in this order.',
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
