import { pointerTokens } from '../../contract/pointer.ts';
import type { Violation } from '../../contract/violation.ts';
import type { FieldFindings } from '../refusal.ts';

/** What a schema finds, as the error envelope tells it: `{ "paymentDetails.amount": "Amount is required" }` (OAS). */
export function findings(violations: readonly Violation[]): FieldFindings {
  const fields = new Map<string, string>();
  for (const { pointer, message } of violations) {
    const path = pointerTokens(pointer);
    const field = path.join('.') || 'body';
    if (!fields.has(field)) fields.set(field, `${label(path.at(-1) ?? 'body')} ${message}`);
  }
  return Object.fromEntries(fields);
}

/** `oneTimeCode` becomes `One time code`. */
function label(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
