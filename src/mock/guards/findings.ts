import { pointerTokens } from '../../contract/pointer.ts';
import type { Violation } from '../../contract/violation.ts';
import type { FieldFindings } from '../refusal.ts';

/** What a schema finds, as the error envelope tells it: `{ "paymentDetails.amount": "Amount is required" }` (OAS). */
export function findings(violations: readonly Violation[]): FieldFindings {
  const fields = new Map<string, string>();
  for (const { pointer, message } of violations) {
    const path = pointerTokens(pointer).map((name) => name || '""');
    const field = path.length === 0 ? 'body' : path.join('.');
    if (!fields.has(field)) fields.set(field, sentence(label(path.at(-1) ?? 'body'), message));
  }
  return Object.fromEntries(fields);
}

/** A finding about a duplicate name, whose value is ambiguous. */
export function once(pointer: string): Violation {
  return { pointer, keyword: 'once', message: 'must be there only once' };
}

const abbreviations: ReadonlyMap<string, string> = new Map([
  ['id', 'ID'],
  ['url', 'URL'],
]);

/** `oneTimeCode` becomes `One time code`, and `processingAccountId`, which is a name, `Processing Account ID` (OAS examples). */
export function label(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' ');
  const abbreviation = abbreviations.get(words.at(-1) ?? '');
  if (abbreviation === undefined) return capitalized(words.join(' '));
  return [...words.slice(0, -1).map(capitalized), abbreviation].join(' ');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Provider details are required` (OAS examples). */
function sentence(subject: string, predicate: string): string {
  return `${subject} ${subject.endsWith('details') ? predicate.replace(/^is /, 'are ') : predicate}`;
}
