import { signBase } from './algorithms.ts';
import { coverageOf, inForm, signatureParams } from './coverage.ts';
import { contentDigest } from './digest.ts';
import type { SignatureKey } from './keys.ts';
import { fieldValue, type Fields, type Message } from './message.ts';
import type { SignatureProfile } from './profile.ts';
import { signatureBase } from './signature-base.ts';

export interface Signed {
  /** What to add to the message: Content-Digest where it was missing, Signature-Input, Signature. */
  readonly fields: Fields;
  /** What was signed. */
  readonly base: string;
}

/**
 * Signs a request or a response (RFC 9421 section 3.1) as a profile says. Every covered field must already be there, except
 * Content-Digest, which is made from the body.
 * @param created seconds since 1970-01-01T00:00:00Z.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED when the message cannot be signed so; {CertifyError} ERR_KEY.
 * @example
 * const { fields } = signMessage(request, requestProfile(protocol.signature), key, seconds(clock));
 * const signed = { ...request, fields: [...request.fields, ...fields] };
 */
export function signMessage(message: Message, profile: SignatureProfile, key: SignatureKey, created: number): Signed {
  const hasBody = message.body.length > 0;
  const digest: Fields =
    hasBody && fieldValue(message.fields, 'content-digest') === undefined
      ? [['Content-Digest', contentDigest(message.body, profile.digest)]]
      : [];
  const digested = digest.length === 0 ? message : { ...message, fields: [...message.fields, ...digest] };

  const { components, list } = coverageOf(profile, hasBody);
  const params = signatureParams(list, key.keyid, created);
  const lastLine = inForm(profile.signatureParamsForm, profile.label, params);
  const base = signatureBase(digested, components, lastLine, profile.contentTypeForm);
  const signature = signBase(base, key, profile.ecdsaEncoding).toString('base64');
  return {
    fields: [
      ...digest,
      ['Signature-Input', `${profile.label}=${params}`],
      ['Signature', `${profile.label}=:${signature}:`],
    ],
    base,
  };
}
