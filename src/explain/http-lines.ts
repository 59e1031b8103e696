import type { CapturedField } from './captured.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/** One line of a message without its end, with bytes as characters. */
export interface Line {
  readonly text: string;
  readonly offset: number;
}

export const requestLine = /^(\S+) +((?:\/|\*|\w+:\/\/)\S*)(?: +HTTP\/\d(?:\.\d)?)?$/;
export const statusLine = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: .*)?$/;
/** Where a message begins that is not in the place of one: a request line has its version there. Hurl leaves that of a response out. */
export const otherMessage =
  /^(?:HTTP(?:\/\d(?:\.\d)?)? +(?:\d{3}(?: .*)?|\*)|[A-Z]+ +(?:\/|https?:\/\/)\S* +HTTP\/\d(?:\.\d)?)$/;
export const token = /^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/;

export function* linesOf(bytes: Buffer, start: number, end: number): Iterable<Line> {
  let offset = start === 0 && bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : start;
  while (offset < end) {
    const next = afterLine(bytes, offset, end);
    yield { text: bytes.toString('latin1', offset, next).replace(/\r?\n$/, ''), offset };
    offset = next;
  }
}

/** Where the next line begins. */
export function afterLine(bytes: Buffer, offset: number, end = bytes.length): number {
  const at = bytes.indexOf('\n', offset);
  return at < 0 || at >= end ? end : at + 1;
}

/** @throws {CertifyError} ERR_INPUT when the line is not a field. */
export function fieldOf(source: Source, { text, offset }: Line): CapturedField {
  const where = placeIn(source, offset);
  const control = /[\0-\x08\x0a-\x1f\x7f]/.exec(text)?.[0];
  if (control !== undefined) {
    throw unreadable('A field has a control character', where, 'visible characters (RFC 9110 section 5.5)', {
      actual: `U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      advice: 'Copy the message again, without the colours of a terminal.',
    });
  }
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  if (token.test(name)) return [name, text.slice(colon + 1).trim(), where];
  const {
    message = 'This is not a header field',
    expected,
    actual,
    advice,
  } = noFields.find(({ pattern }) => pattern.test(text)) as NoField;
  throw unreadable(message, where, expected ?? 'name: value, and an empty line before the body', {
    ...(actual === undefined ? {} : { actual }),
    advice,
  });
}

interface NoField {
  readonly pattern: RegExp;
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly advice: string;
}

/** What a line is that is no field; the first that matches counts. */
const noFields: readonly NoField[] = [
  {
    pattern: /^[ \t]+$/,
    message: 'A line has white space alone',
    expected: 'an empty line between the fields and the body',
    advice: 'Remove the white space if the line ends the fields.',
  },
  {
    pattern: /^[ \t]/,
    message: 'A field continues on a second line',
    expected: 'each field on one line (RFC 9112 section 5.2)',
    advice: 'Join the lines.',
  },
  {
    pattern: /^["'][\w-]+["'] *:/,
    actual: 'a name between quotes',
    advice: 'Remove the quotes around the name and the value.',
  },
  {
    pattern: /^[^:]*$/,
    actual: 'a line without a colon',
    advice: 'Put an empty line between the fields and the body.',
  },
  { pattern: /^[[{"]/, actual: 'JSON', advice: 'Put an empty line between the fields and the body.' },
  {
    pattern: /^/,
    actual: 'no name before the colon, or one with white space',
    advice: 'Leave no space before the colon.',
  },
];

/** @returns the fields, and where the body begins: behind the empty line. */
export function readFields(source: Source, start: number, end: number): { fields: CapturedField[]; end: number } {
  const fields: CapturedField[] = [];
  for (const line of linesOf(source.bytes, start, end)) {
    if (line.text === '') return { fields, end: afterLine(source.bytes, line.offset, end) };
    fields.push(fieldOf(source, line));
  }
  return { fields, end };
}

/** Lines before a request in an .http file: empty, a comment, or a variable. */
export const isComment = (text: string): boolean => /^\s*(?:#|\/\/)/.test(text);
export const definition = /^\s*@([^\s=:]+)\s*=\s*(.*?)\s*$/;
