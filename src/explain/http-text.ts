import type { Captured, CapturedField } from './captured.ts';
import { authorityAndTarget } from './request-url.ts';
import { placeIn, unreadable, type Source } from './text.ts';

interface Line {
  readonly text: string;
  readonly offset: number;
}

interface Head {
  readonly start: Line;
  readonly fields: readonly CapturedField[];
  /** Where the content begins. */
  readonly end: number;
}

const requestLine = /^(\S+) +((?:\/|\*|\w+:\/\/)\S*)(?: +HTTP\/\d(?:\.\d)?)?$/;
const statusLine = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: .*)?$/;
const token = /^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/;

/**
 * Reads an HTTP/1.1 message as text (RFC 9112 section 2): request or status line, fields, an empty line, content. Lines end with
 * LF or CR LF; lines before it that begin with # are comments.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readHttpText(source: Source): Captured {
  const { start, fields, end } = readHead(source);
  const status = statusLine.exec(start.text)?.[1];
  const content = contentOf(source, end, fields);
  const where = placeIn(source, start.offset);
  const origins = {
    start: where,
    target: where,
    authority: where,
    fields: fields.map(([, , at]) => at),
    body: content.where,
  };
  const plain = fields.map(([name, value]) => [name, value] as const);
  if (status !== undefined) {
    return { message: { status: Number(status), fields: plain, body: content.body }, origins, notes: content.notes };
  }
  const [, method = '', url = ''] = requestLine.exec(start.text) ?? [];
  const place = placeIn(source, start.offset + start.text.indexOf(url, method.length));
  const address = authorityAndTarget(url, place, fields);
  return {
    message: { method, authority: address.authority, target: address.target, fields: plain, body: content.body },
    origins: { ...origins, target: place, authority: address.where },
    notes: [...address.notes, ...content.notes],
  };
}

function readHead(source: Source): Head {
  const lines = linesOf(source.bytes);
  let start: Line | undefined;
  let last: Line = { text: '', offset: 0 };
  const fields: CapturedField[] = [];
  for (const line of lines) {
    last = line;
    if (start === undefined) {
      if (line.text.trim() !== '' && !line.text.startsWith('#')) start = startLine(source, line);
    } else if (line.text === '') break;
    else fields.push(fieldOf(source, line));
  }
  if (start === undefined)
    throw unreadable('There is no message', `${source.name}:1:1`, 'an HTTP message, a HAR file or a curl command');
  const end =
    last.text === '' && last.offset > start.offset ? afterLine(source.bytes, last.offset) : source.bytes.length;
  return { start, fields, end };
}

function startLine(source: Source, { text, offset }: Line): Line {
  const line = { text: text.trimEnd(), offset };
  const [, method = ''] = requestLine.exec(line.text) ?? [];
  if (statusLine.test(line.text) || token.test(method)) return line;
  throw noStartLine(placeIn(source, offset));
}

/** The lines from the beginning, without their ends; bytes as characters, which fields are. */
function* linesOf(bytes: Buffer): Iterable<Line> {
  let offset = bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  while (offset < bytes.length) {
    const end = bytes.indexOf('\n', offset);
    const text = bytes.subarray(offset, end < 0 ? bytes.length : end).toString('latin1');
    yield { text: text.replace(/\r$/, ''), offset };
    offset = end < 0 ? bytes.length : end + 1;
  }
}

function afterLine(bytes: Buffer, offset: number): number {
  const end = bytes.indexOf('\n', offset);
  return end < 0 ? bytes.length : end + 1;
}

function fieldOf(source: Source, { text, offset }: Line): CapturedField {
  const where = placeIn(source, offset);
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  if (token.test(name)) return [name, text.slice(colon + 1).trim(), where];
  if (/^[ \t]/.test(text)) {
    throw unreadable('A field continues on a second line', where, 'each field on one line (RFC 9112 section 5.2)', {
      advice: 'Join the lines.',
    });
  }
  throw unreadable('This is no header field', where, 'name: value, and an empty line before the body', {
    actual: colon < 0 ? 'a line without a colon' : 'no name before the colon, or one with white space',
    advice: colon < 0 ? 'Put an empty line between the fields and the body.' : 'Leave no space before the colon.',
  });
}

function noStartLine(where: string) {
  return unreadable(
    'This is neither a request line nor a status line',
    where,
    'METHOD target HTTP/1.1, or HTTP/1.1 status',
    {
      advice: 'Begin the file with the request line, for example: POST /payments/initiate HTTP/1.1',
    },
  );
}

/**
 * The content: as much as Content-Length says, if all that follows are line ends. Without Content-Length a line end at the end
 * of the file is the editor's.
 */
function contentOf(source: Source, offset: number, fields: readonly CapturedField[]) {
  const rest = source.bytes.subarray(offset);
  const where = placeIn(source, Math.min(offset, source.bytes.length));
  const stated = fields.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const length = stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : undefined;
  if (length !== undefined && length <= rest.length && /^[\r\n]*$/.test(rest.subarray(length).toString('latin1'))) {
    return { body: rest.subarray(0, length), where, notes: [] };
  }
  const lineEnd = /\r?\n$/.exec(rest.subarray(-2).toString('latin1'))?.[0] ?? '';
  const body = rest.subarray(0, rest.length - lineEnd.length);
  const note = 'The line end at the end of the file is not taken for a part of the body.';
  return { body, where, notes: lineEnd === '' || body.length === 0 ? [] : [note] };
}
