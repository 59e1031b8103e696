import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../contract/pointer.ts';
import { shown, type Violation } from '../contract/violation.ts';
import { CertifyError } from '../errors.ts';

export interface Unmet {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON Pointer into the answer. */
  readonly where?: string;
  readonly advice?: string;
}

/** The failure of an expectation, to be thrown. */
export function unmet({ what, ...details }: Unmet): CertifyError {
  return new CertifyError('ERR_ASSERTION', what, details);
}

/** Of a text that breaks a contract, so that no secret in it is cut and thereby shown. */
const longestText = 200;

/** What is at the place where a document breaks its contract; undefined where nothing is known of it. */
export function actualAt({ pointer, actual }: Violation, document: unknown): string | undefined {
  const value = pointer === '' ? undefined : valueAt(document, pointer);
  if (value === undefined) return actual;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object with ${Object.keys(value).join(', ')}`;
  return typeof value === 'string' && value.length > longestText
    ? `text of ${value.length} characters`
    : JSON.stringify(value);
}

/** @throws ERR_ASSERTION when the two are not deeply equal */
export function expectEqual(what: string, actual: unknown, expected: unknown, advice?: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw unmet({ what, expected: shown(expected), actual: shown(actual), ...(advice !== undefined && { advice }) });
}

/**
 * Each text must stand at its JSON Pointer in the document; a number or a boolean there is compared as it is written.
 *
 * @throws ERR_ASSERTION for the first that does not
 */
export function expectTexts(subject: string, document: unknown, texts: Readonly<Record<string, string>>): void {
  for (const [pointer, expected] of Object.entries(texts)) {
    const actual = written(valueAt(document, pointer));
    if (actual === expected) continue;
    throw unmet({ what: `${subject} has the wrong value at ${pointer}`, where: pointer, expected, actual });
  }
}

/**
 * The same for optional members: a missing member contradicts nothing.
 *
 * @param due JSON Pointers of members that are required all the same
 * @throws ERR_ASSERTION for the first member that differs, or is required and missing
 */
export function expectNoContradiction(
  subject: string,
  document: unknown,
  texts: Readonly<Record<string, string>>,
  due: readonly string[] = [],
): void {
  const told = Object.entries(texts).filter(
    ([pointer]) => due.includes(pointer) || valueAt(document, pointer) !== undefined,
  );
  expectTexts(subject, document, Object.fromEntries(told));
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : shown(value);
}
