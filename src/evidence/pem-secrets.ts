import type { Span } from './spans.ts';

/*
 * Finds private keys in PEM (RFC 7468): the content between boundaries, but not boundaries that are mentioned in a sentence. For a key
 * without an end, everything that looks like its content.
 */

const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;

/** Line breaks and blanks, also escaped as in programs, URLs and HTML. */
const separator = /(?:[\s"'`,;|>]|\\{1,4}[nrt"]|\\{1,4}\r?\n|%0[ad]|%20|&#(?:10|13|x0?[ad]);|<br ?\/?>|\\u000[ad])+/iy;
/** RFC 1421, and what PGP writes. */
const header = /(?:Proc-Type|DEK-Info|Version|Comment|X-[\w-]{1,30}): ?[^\r\n\\]{0,200}/iy;
const digits = /(?:[\w+/=-](?!----(?:-|END|BEGIN)))*[\w+/=]/y;

/** The shortest content to hide. */
const leastContent = 8;
/** The beginnings of DER and the OpenSSH format in Base64. */
const beginning = /^(?:M[A-Za-z0-9+/]|b3Bl|l[A-Z])/;

export function privateKeySpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: mark, index } of text.matchAll(begin)) {
    if (index < (spans.at(-1)?.end ?? 0)) continue;
    const body = index + mark.length;
    const next = text.indexOf('-----', body);
    end.lastIndex = next;
    const closing = next < 0 ? undefined : end.exec(text)?.[0];
    const to =
      closing === undefined
        ? contentEnd(text, body)
        : hasContent(text.slice(body, next))
          ? next + closing.length
          : body;
    if (to > body) spans.push({ start: index, end: to, replacement: '[redacted]' });
  }
  return spans;
}

/** A boundary in a sentence is in quotes and followed by text. */
const isSpoken = (body: string): boolean => /^\\{0,4}["'`](?:[\s,.;:)]|$)/.test(body.slice(0, 6));

/** Whether two boundaries have more between them than a conjunction. */
const hasContent = (body: string): boolean =>
  isSpoken(body) ? /[\w+/]{16}/.test(body) : body.replaceAll(/[^\w+/]/g, '').length >= leastContent;

/** Where the content of a key without a last boundary ends. */
function contentEnd(text: string, body: number): number {
  if (
    isSpoken(text.slice(body, body + 6)) &&
    !/^\\{0,4}["'`]\s{0,9},\s{0,9}\\{0,4}["'`]M/.test(text.slice(body, body + 36))
  )
    return body;
  let isHeaded = false;
  let [at, found] = [body, body];
  for (;;) {
    const gapEnd = skip(separator, text, at);
    const headerEnd = skip(header, text, gapEnd);
    if (headerEnd > gapEnd) {
      at = headerEnd;
      isHeaded = true;
      continue;
    }
    const runEnd = skip(digits, text, gapEnd);
    const run = text.slice(gapEnd, runEnd);
    const isNewLine = /[\r\n\\%&<]/.test(text.slice(at, gapEnd));
    const isContent =
      found === body
        ? (isHeaded || beginning.test(run)) && run.length >= 4
        : isNewLine || (run.length >= leastContent && /\d/.test(run)) || run.length >= 40;
    if (run === '' || !isContent) return found;
    [at, found] = [runEnd, runEnd];
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
