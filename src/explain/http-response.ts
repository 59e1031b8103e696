import type { Captured } from './captured.ts';
import { afterLine, linesOf, readFields, statusLine, type Line } from './http-lines.ts';
import { countedBody, messageBehind, messageBehindNote, messageBody } from './message-body.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/**
 * Reads a response. Interim responses (RFC 9110 section 15.2) and those that curl -i prints before the last one (of a proxy,
 * redirects, requests for credentials) are skipped.
 * @param start of its status line.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readResponse(source: Source, start: number, end: number): Captured {
  const skipped: string[] = [];
  let at = start;
  for (;;) {
    const status = Number(statusLine.exec(lineAt(source, at, end).text.trimEnd())?.[1]);
    const head = readFields(source, afterLine(source.bytes, at, end), end);
    const next = nextResponse(source, head.end, end);
    const isInterim = status < 200 && status !== 101;
    const isLast = next === undefined || (!isInterim && isCounted(source, head, end));
    if (isLast && isInterim) throw interimOnly(source, at, status);
    if (isLast) return captured(source, at, status, head, end, skipped);
    skipped.push(`${status} (${placeIn(source, at)})`);
    at = next;
  }
}

type Head = ReturnType<typeof readFields>;

function captured(
  source: Source,
  at: number,
  status: number,
  { fields, end: start }: Head,
  end: number,
  skipped: readonly string[],
): Captured {
  const whole = countedBody(source.bytes.subarray(start, end), fields) !== undefined;
  const behind = whole ? undefined : messageBehind(source, start, end);
  const { body, where, notes } = messageBody(source, start, behind?.offset ?? end, fields, behind && /[\r\n]+$/);
  const place = placeIn(source, at);
  return {
    message: { status, fields: fields.map(([name, value]) => [name, value]), body },
    origins: { start: place, target: place, authority: place, fields: fields.map(([, , each]) => each), body: where },
    notes: [
      ...(skipped.length === 0 ? [] : [`Skipped before the response ${status}: ${listed(skipped)}.`]),
      ...(behind === undefined ? notes : [messageBehindNote(source, behind)]),
    ],
  };
}

const listed = (all: readonly string[]): string =>
  [...all.slice(0, 8), ...(all.length > 8 ? [`and ${all.length - 8} more`] : [])].join(', ');

/** Where another response begins; empty lines may stand before it. */
function nextResponse({ bytes }: Source, start: number, end: number): number | undefined {
  for (const { text, offset } of linesOf(bytes, start, end)) {
    if (text.trim() !== '') return statusLine.test(text.trimEnd()) ? offset : undefined;
  }
  return undefined;
}

/** Whether what follows is the body, although it begins like a response. */
function isCounted({ bytes }: Source, { fields, end: start }: Head, end: number): boolean {
  return (countedBody(bytes.subarray(start, end), fields)?.length ?? 0) > 0;
}

function lineAt({ bytes }: Source, at: number, end: number): Line {
  const [line] = linesOf(bytes, at, end);
  return line ?? { text: '', offset: at };
}

function interimOnly(source: Source, at: number, status: number) {
  return unreadable('The file has only an interim response', placeIn(source, at), 'the final response after it', {
    actual: String(status),
    advice: 'Capture the whole output: the final response follows the interim one.',
  });
}
