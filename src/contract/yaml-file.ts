import { CertifyError, type ErrorCode } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import type { JsonValue } from './json.ts';
import { parsedAhead } from './parsed-ahead.ts';
import { pointerTokens } from './pointer.ts';
import type { Schemas } from './schemas.ts';
import { didYouMean } from './suggestion.ts';
import type { Violation } from './violation.ts';
import { longestFile, readRegularFile } from './regular-file.ts';
import { parseYaml, shownPath, type Locate } from './yaml-text.ts';

/** A YAML file that fits its schema, and where in the file each of its values stands. */
export interface YamlFile<T> {
  readonly file: string;
  readonly value: T;
  readonly at: Locate;
}

interface ReadOptions {
  /** The code of every error in this file; ERR_SPEC unless said otherwise. */
  readonly code?: ErrorCode;
}

/**
 * Reads a YAML 1.2 file and checks it against a schema.
 * @throws {CertifyError} ERR_SPEC, or the code asked for, with `file:line:column` when it cannot be read, is malformed, repeats
 *   a key, expands its aliases beyond measure, or does not fit the schema.
 */
export function readYaml<T>(file: string, schemas: Schemas, schema: string, options: ReadOptions = {}): YamlFile<T> {
  const code = options.code ?? 'ERR_SPEC';
  const text = readText(file, code);
  const { value, at } = parsed(text, file, code);
  assertFits(value, { schemas, schema, code, at, text });
  return { file, value: value as T, at };
}

/** Of a text that was parsed ahead, places are looked up only when somebody asks for one. */
function parsed(text: string, file: string, code: ErrorCode): { value: JsonValue; at: Locate } {
  const value = parsedAhead(text);
  if (value === undefined) return parseYaml(text, file, code);
  let located: Locate | undefined;
  return { value, at: (...place) => (located ??= parseYaml(text, file, code).at)(...place) };
}

interface Fit {
  readonly schemas: Schemas;
  readonly schema: string;
  readonly code: ErrorCode;
  readonly at: Locate;
  /** Of the file, to quote from it. */
  readonly text?: string;
}

/**
 * Checks a value against a schema, and says where what does not fit comes from.
 * @throws {CertifyError} of the code asked for.
 */
export function assertFits(value: unknown, fit: Fit): void {
  const [violation, ...others] = unknownKeysFirst(fit.schemas.violations(fit.schema, value));
  if (violation !== undefined) throw violationError(violation, others, fit);
}

/** A misspelt key is often the cause of the missing one. */
function unknownKeysFirst(violations: readonly Violation[]): Violation[] {
  const isUnknownKey = ({ keyword }: Violation) => keyword === 'additionalProperties';
  return [...violations.filter(isUnknownKey), ...violations.filter((violation) => !isUnknownKey(violation))];
}

function readText(file: string, code: ErrorCode): string {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(file, longestFile);
  } catch (cause) {
    throw new CertifyError(code, `The file cannot be read: ${(cause as Error).message}`, {
      where: shownPath(file),
      expected: 'a readable YAML file',
      cause,
    });
  }
  return utf8Text(bytes, { name: shownPath(file), code });
}

/** Shown besides the first violation. */
const mostOthers = 20;

/** A plain scalar as it is written at `file:line:column`. */
function textAt(text: string, place: string): string {
  const [, line = '', column = ''] = /:(\d+):(\d+)$/.exec(place) ?? [];
  const rest = text.split(/\r?\n/)[Number(line) - 1]?.slice(Number(column) - 1) ?? '';
  return /^[^\s,\]}]+/.exec(rest)?.[0] ?? '…';
}

function violationError(
  violation: Violation,
  others: readonly Violation[],
  { code, at, text = '' }: Fit,
): CertifyError {
  const where = ({ pointer, keyword }: Violation) => at(pointer, keyword === 'additionalProperties' ? 'key' : 'value');
  const also = others.slice(0, mostOthers).map((other) => `${where(other)} ${described(other)}`);
  const left = others.length - also.length;
  return new CertifyError(code, described(violation), {
    ...(also.length > 0 && { others: [...also, ...(left > 0 ? [`${left} more`] : [])] }),
    where: where(violation),
    ...(violation.expected === undefined ? {} : { expected: violation.expected }),
    ...(violation.actual === undefined ? {} : { actual: violation.actual }),
    advice: adviceFor(violation, textAt(text, where(violation))),
  });
}

const described = ({ pointer, message }: Violation): string =>
  `${pointer === '' ? 'The file' : pointerTokens(pointer).join('.')} ${message}`;

/** Text that YAML reads as something else: `0012`, `1e5`, `on` in YAML 1.1, nothing at all. */
const unquoted: Readonly<Record<string, string>> = {
  'a number': 'Quote it: "…". Without quotes YAML reads a number and loses leading zeros.',
  'true or false': 'Quote it: "…". Without quotes YAML reads true or false.',
  null: 'Write the text. If it is the word null, quote it: "null".',
};

/** What to write for a property whose value is often written short. */
const forms: Readonly<Record<string, string>> = { listen: 'Write host and port: listen: 127.0.0.1:8444.' };

function adviceFor({ keyword, pointer, expected, actual, known }: Violation, written: string): string {
  const form = forms[pointerTokens(pointer).at(-1) ?? ''];
  if (form !== undefined && keyword === 'type') return form;
  const quote = keyword === 'type' && expected === 'text' ? unquoted[actual ?? ''] : undefined;
  if (quote !== undefined) return quote.replace('…', written);
  const property = pointerTokens(pointer).at(-1) ?? '';
  if (keyword === 'required') return `Add ${property}.`;
  if (known === undefined) return 'Correct the value.';
  return didYouMean(keyword === 'additionalProperties' ? property : (actual ?? '').replaceAll('"', ''), known);
}
