import { fieldValue, type Fields } from './message.ts';

/** The message for a signature of an earlier draft than RFC 9421. */
export const draftSignature = {
  problem: 'The signature follows draft-cavage-http-signatures, an older draft than RFC 9421.',
  advice: 'Sign according to RFC 9421, with the fields Signature-Input and Signature.',
} as const;

/** Whether a message has a draft-cavage signature in Signature, or in Authorization with the scheme Signature. */
export function isDraftSignature(fields: Fields): boolean {
  const signature = fieldValue(fields, 'signature') ?? '';
  const credentials = /^signature +(.*)$/is.exec((fieldValue(fields, 'authorization') ?? '').trim())?.[1] ?? '';
  return [signature, credentials].some((value) => draftParameters.test(value));
}

/** `keyId="…",algorithm="…",headers="…",signature="…"`, in any order. */
const draftParameters = /(?:^|,)\s*(?:keyId|algorithm|headers|signature)\s*=\s*"/i;

/** Fields that are confused with Content-Digest (RFC 9530), the most likely first. */
const predecessors: readonly (readonly [field: string, shown: string])[] = [
  ['digest', 'Digest (RFC 3230)'],
  ['repr-digest', 'Repr-Digest (of the representation, RFC 9530)'],
  ['content-md5', 'Content-MD5 (RFC 1864)'],
];

/** The field that a message has instead of Content-Digest, for display. */
export function digestPredecessor(fields: Fields): string | undefined {
  return predecessors.find(([field]) => fieldValue(fields, field) !== undefined)?.[1];
}
