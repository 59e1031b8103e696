import { valueAt } from '../contract/pointer.ts';
import type { Protocol } from '../contract/protocol.ts';

/** Of the error envelope (Nopan, ERR). */
export function reasonCodeOf(json: unknown): string | undefined {
  const code = valueAt(json, '/statusInfo/reasonCode');
  return typeof code === 'string' ? code : undefined;
}

/** Whether this answer refuses its request for the signature. */
export function refusesSignature(
  json: unknown,
  { signatureFormat, signatureVerification }: Protocol['errors'],
): boolean {
  const reasonCode = reasonCodeOf(json);
  return [signatureFormat, signatureVerification].some((error) => error.reasonCode === reasonCode);
}

/** An answer in one line: status, reason code, message and call id, as far as they are told. */
export function answerText(status: number | undefined, json: unknown): string {
  const told = ['/statusInfo/reasonCode', '/statusInfo/message', '/callId'].map((pointer) => valueAt(json, pointer));
  return [status, ...told].filter((part) => typeof part === 'number' || typeof part === 'string').join(' ');
}
