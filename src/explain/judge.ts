import type { KeyLookup } from '../signing/keys.ts';
import { fieldValue, isRequest, type Message } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import {
  readRequestSignature,
  type RequestProfiles,
  type SignatureScheme,
  type VerifiedRequest,
} from '../signing/request-signature.ts';
import { verifyMessage } from '../signing/verify.ts';
import { readSignature } from '../signing/received.ts';

/** How messages are signed, as the wire profile says it. */
export interface SigningSettings extends RequestProfiles {
  readonly response: SignatureProfile;
}

/** A signature that holds. */
export interface Judged extends VerifiedRequest {
  readonly scheme: SignatureScheme;
}

/** What a message is read as: a detached JWS when that is the only signature of a request, else an HTTP message signature. */
export function schemeMet({ fields }: Message, { scheme, jws }: SigningSettings): SignatureScheme {
  if (fieldValue(fields, 'signature-input') !== undefined) return 'http-message-signature';
  if (fieldValue(fields, jws.header) !== undefined) return 'detached-jws';
  return fieldValue(fields, 'signature') === undefined ? scheme : 'http-message-signature';
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
  if (isRequest(message)) {
    const signature = readRequestSignature(message, settings);
    return { scheme: signature.scheme, ...(await signature.verify(keys, at ?? signature.created)) };
  }
  const { created } = readSignature(message, settings.response);
  return { scheme: 'http-message-signature', ...verifyMessage(message, settings.response, keys, at ?? created) };
}
