import type { CapturedField } from './captured.ts';
import type { ReadFile } from './curl-body.ts';
import { isComment, linesOf, type Line } from './http-lines.ts';
import {
  chunkedBody,
  countedBody,
  fitsDigest,
  messageBehind,
  messageBehindNote,
  messageBody,
  valueOf,
  type Body,
} from './message-body.ts';
import { allDefined, filled, hasPlaceholder, type Definitions } from './placeholders.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/** The part of an .http file after the fields of one request. */
interface BodyText {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly CapturedField[];
  readonly definitions: Definitions;
  readonly readFile: ReadFile | undefined;
}

/** Scripts that handle the response, files that it is saved to, and references to saved ones. */
export const handlerLine = /^(?:>\s*\{%|>\s+\S+\.(?:[cm]?js|ts|kts?)\s*$|>>!?\s+\S|<>\s+\S|\?\? )/;
const include = /^\s*<(@[\w-]*)?\s+(\S.*?)\s*$/;
const trailingLineEnds = /[\r\n]+$/;

/**
 * The body of a request without lines that are only for an editor. Nothing is removed from a
 * captured body, which matches Content-Length or Content-Digest.
 * @throws {CertifyError} ERR_INPUT with the place of a line that only an editor understands.
 */
export function requestBody(text: BodyText): Body {
  const { source, start, end, fields, definitions } = text;
  const rest = source.bytes.subarray(start, end);
  const chunked = chunkedBody(source, start, end, fields);
  if (chunked !== undefined) return chunked;
  const characters = rest.toString('latin1');
  const isFilled = hasPlaceholder(characters) && allDefined(characters, definitions);
  const isCounted = countedBody(rest, fields) !== undefined || fitsDigest(rest, fields);
  if (!isCounted || isFilled) return bodyBefore(text);
  const body = messageBody(source, start, end, fields, trailingLineEnds);
  if (!hasPlaceholder(characters)) return body;
  return {
    ...body,
    notes: [...body.notes, 'The {{…}} in the body is read as text, since it matches the length or the digest.'],
  };
}

/** What is before the next message, if one follows. */
function bodyBefore(text: BodyText): Body {
  const { source, start, end } = text;
  const next = messageBehind(source, start, end);
  if (next === undefined) return editorBody(text);
  if (!next.text.startsWith('HTTP')) {
    throw unreadable('Another request follows the body', placeIn(source, next.offset), 'one request', {
      advice: 'Separate the requests by a line ###, or remove one.',
    });
  }
  const { notes, ...body } = editorBody({ ...text, end: next.offset });
  return { ...body, notes: [...notes, messageBehindNote(source, next)] };
}

function editorBody(text: BodyText): Body {
  const { source, start, end, fields, definitions } = text;
  const lines = [...linesOf(source.bytes, start, end)];
  const handler = lines.findIndex((line) => handlerLine.test(line.text));
  const notes: string[] = [];
  if (handler >= 0) {
    assertHandlers(source, lines.slice(handler));
    notes.push(`Lines that handle the response are left out: ${placeIn(source, lines[handler]?.offset ?? end)}.`);
  }
  const bodyEnd = handler < 0 ? end : (lines[handler]?.offset ?? end);
  const kept = withoutComments(handler < 0 ? lines : lines.slice(0, handler));
  const commentsFrom = kept.comments;
  if (commentsFrom !== undefined) {
    notes.push(`Comments after the body are left out: ${placeIn(source, commentsFrom.offset)}.`);
  }
  const included = includedBody(text, kept.lines);
  if (included !== undefined) return { ...included, notes };
  assertPlain(text, kept.lines);
  const last = commentsFrom?.offset ?? bodyEnd;
  const isAtEnd = last === source.bytes.length;
  const body = messageBody(source, start, last, fields, trailingLineEnds);
  const written = body.body.toString('latin1');
  const filledIn = filled(written, definitions, (index) => placeIn(source, start + index));
  return {
    body: filledIn === written ? body.body : Buffer.from(filledIn, 'latin1'),
    where: body.where,
    // Empty lines are normal between requests, but at the end of a file they may be part of the body.
    notes: [...(isAtEnd ? body.notes : []), ...notes],
  };
}

/** Without the comments at the end that an empty line separates from the body. */
function withoutComments(lines: readonly Line[]): { lines: readonly Line[]; comments: Line | undefined } {
  let last = lines.length;
  while (last > 0 && isPassedOver(lines[last - 1])) last--;
  const behind = lines.slice(last);
  const first = behind.findIndex(({ text }) => isComment(text));
  const isSeparate = first > 0 || (first === 0 && last === 0);
  return first < 0 || !isSeparate
    ? { lines, comments: undefined }
    : { lines: lines.slice(0, last), comments: behind[first] };
}

const isPassedOver = (line: Line | undefined): boolean =>
  line !== undefined && (line.text.trim() === '' || isComment(line.text));

/** The file that contains the body. */
function includedBody(
  { source, readFile = refused }: BodyText,
  lines: readonly Line[],
): Omit<Body, 'notes'> | undefined {
  const written = lines.filter(({ text }) => text.trim() !== '');
  const [only] = written;
  const [, filledIn, name] = include.exec(only?.text ?? '') ?? [];
  if (only === undefined || written.length > 1 || name === undefined || filledIn !== undefined) return undefined;
  const where = placeIn(source, only.offset);
  return { body: readFile(Buffer.from(name, 'latin1').toString('utf8'), where), where };
}

function refused(name: string, where: string): never {
  throw unreadable(`The body is in the file ${name}, which may not be read`, where, 'the body in the request', {
    advice: 'Allow it with --data-dir and the folder of the request file.',
  });
}

/** Lines that HTTP clients change or leave out, each in its own way. */
function assertPlain({ source, fields }: BodyText, lines: readonly Line[]): void {
  for (const { text, offset } of lines) {
    const where = placeIn(source, offset);
    if (include.test(text)) {
      throw unreadable('The body includes a file, which is not read', where, 'the body as it is sent', {
        advice: 'Replace the line by the content of the file.',
      });
    }
    if (isComment(text)) {
      throw unreadable('The body has a comment', where, 'the body as it is sent', {
        advice: 'Some editors send it and others do not: remove it, or add a Content-Length that includes it.',
      });
    }
  }
  const written = lines.filter(({ text }) => text.trim() !== '');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(valueOf(fields, 'content-type') ?? '');
  const second = written[1];
  if (isForm && second !== undefined) {
    throw unreadable('The form is on several lines', placeIn(source, second.offset), 'the form on one line', {
      advice: 'Editors join the lines, each in its own way: join them as they are sent.',
    });
  }
}

/** Behind the first line for the response there is nothing else. */
function assertHandlers(source: Source, lines: readonly Line[]): void {
  let isScript = false;
  for (const { text, offset } of lines) {
    if (isScript || handlerLine.test(text)) {
      isScript = (isScript || /^>\s*\{%/.test(text)) && !text.includes('%}');
    } else if (text.trim() !== '' && !isComment(text)) {
      throw unreadable(
        'There is text after the lines that handle the response',
        placeIn(source, offset),
        'the next request, after a line ###',
        {
          advice: 'Put the body before these lines, and ### before the next request.',
        },
      );
    }
  }
}
