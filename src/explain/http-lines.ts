import type { CapturedField } from './captured.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/** One line of a message without its end, with bytes as characters. */
export interface Line {
  readonly text: string;
  readonly offset: number;
}

export const requestLine = /^(\S+) +((?:\/|\*|\w+:\/\/)\S*)(?: +HTTP\/\d(?:\.\d)?)?$/;
export const statusLine = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: .*)?$/;
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
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  if (token.test(name)) return [name, text.slice(colon + 1).trim(), where];
  if (/^[ \t]/.test(text)) {
    throw unreadable('A field continues on a second line', where, 'each field on one line (RFC 9112 section 5.2)', {
      advice: 'Join the lines.',
    });
  }
  throw unreadable('This is not a header field', where, 'name: value, and an empty line before the body', {
    actual: colon < 0 ? 'a line without a colon' : 'no name before the colon, or one with white space',
    advice: colon < 0 ? 'Put an empty line between the fields and the body.' : 'Leave no space before the colon.',
  });
}

/** @returns the fields, and where the body begins: after the empty line. */
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
