import type { Captured, CapturedField } from './captured.ts';
import type { ReadFile } from './curl-body.ts';
import { chosenEntry, shownUrl } from './entries.ts';
import { afterLine, fieldOf, isComment, linesOf, requestLine, statusLine, token, type Line } from './http-lines.ts';
import { readResponse } from './http-response.ts';
import { countedBody } from './message-body.ts';
import { allDefined, filled, type Definitions } from './placeholders.ts';
import { handlerLine, requestBody } from './request-body.ts';
import { requestBlocks, wholeBlock, type Block } from './request-blocks.ts';
import { authorityAndTarget } from './request-url.ts';
import { noStartLine } from './start-line.ts';
import { placeIn, unreadable, type Source } from './text.ts';

export interface RequestFileOptions {
  /** The number of the request, from 1, a part of its URL, or its name. */
  readonly entry?: string | undefined;
  readonly readFile?: ReadFile | undefined;
}

/**
 * Reads a request as HTTP text, or one request of an .http or .rest file: `###` separates requests, `#` and `//`
 * begin comments, `@name = value` sets what {{name}} stands for.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`, also for placeholders that only an editor fills in.
 */
export function readHttpRequest(source: Source, { entry, readFile }: RequestFileOptions): Captured {
  const whole = capturedWhole(source);
  const { blocks, definitions } = requestBlocks(source);
  const found = whole === undefined ? blocks : [whole];
  if (found.length === 0) {
    throw unreadable('The file is empty', `${source.name}:1:1`, 'an HTTP message, a HAR file or a curl command');
  }
  const block = chosenEntry({
    entries: found,
    file: 'The file',
    where: source.name,
    noun: 'request',
    wanted: entry,
    urlOf: (each) => startText(each.start, definitions),
    namesOf: ({ names }) => names,
    labelOf: (each) => labelOf(source, each, definitions),
    isSigned: (each) => isSigned(source, each),
  });
  const captured = readBlock(source, block, definitions, readFile);
  if (found.length === 1) return captured;
  const note = `The file has ${found.length} requests. Read: number ${found.indexOf(block) + 1}, ${placeIn(source, block.start.offset)}.`;
  return { ...captured, notes: [note, ...captured.notes] };
}

/** A captured request with ### lines in its body, which Content-Length counts. */
function capturedWhole(source: Source): Block | undefined {
  const block = wholeBlock(source);
  if (block === undefined || !requestLine.test(block.start.text.trimEnd())) return undefined;
  const from = afterLine(source.bytes, block.start.offset);
  const lines = [...linesOf(source.bytes, from, block.end)];
  const last = lines.findIndex(({ text }) => text === '');
  const head = lines.slice(0, Math.max(last, 0));
  if (head.some(({ text }) => /^###/.test(text))) return undefined;
  const fields = head
    .filter(({ text }) => token.test(text.slice(0, Math.max(text.indexOf(':'), 0))))
    .map((line) => fieldOf(source, line));
  const start = afterLine(source.bytes, lines[last]?.offset ?? block.end);
  return countedBody(source.bytes.subarray(start, block.end), fields) === undefined ? undefined : block;
}

/** The URL with known values, for lists. */
function startText({ text }: Line, definitions: Definitions): string {
  const line = allDefined(text, definitions) ? filled(text, definitions, () => '') : text;
  return line.trim().replace(/ +HTTP\/\d(?:\.\d)?$/, '');
}

/** Does not show a line that is not a request line: it may be anything. */
function labelOf(source: Source, { start }: Block, definitions: Definitions): string {
  const text = startText(start, definitions);
  const isRequest = /^(?:[A-Z]+ +(?:\/|\w+:\/\/|\{\{)\S*|https?:\/\/\S+|HTTP\/\d(?:\.\d)? \d{3}.*)$/.test(text);
  return isRequest ? shownUrl(text) : `not a request line (${placeIn(source, start.offset)})`;
}

function isSigned({ bytes }: Source, { start, end }: Block): boolean {
  for (const { text } of linesOf(bytes, start.offset, end)) {
    if (text === '') return false;
    if (/^(?:signature-input|x-jws-signature) *:/i.test(text)) return true;
  }
  return false;
}

function readBlock(source: Source, block: Block, definitions: Definitions, readFile: ReadFile | undefined): Captured {
  const { start, end, script } = block;
  if (statusLine.test(start.text.trimEnd())) return readResponse(source, start.offset, end);
  if (script !== undefined) {
    throw unreadable('A script runs before the request', placeIn(source, script.offset), 'the request as it is sent', {
      advice: 'Only an editor runs it. Insert the values that it sets, and remove it.',
    });
  }
  const line = requestLineOf(source, block, definitions);
  const head = readHead(source, line.next, end, definitions);
  const body = requestBody({ source, start: head.end, end, fields: head.fields, definitions, readFile });
  const place = placeIn(source, line.urlOffset);
  const address = authorityAndTarget(line.url, place, head.fields);
  return {
    message: {
      method: line.method,
      authority: address.authority,
      target: address.target,
      fields: head.fields.map(([name, value]) => [name, value]),
      body: body.body,
    },
    origins: {
      start: placeIn(source, start.offset),
      target: place,
      authority: address.where,
      fields: head.fields.map(([, , where]) => where),
      body: body.where,
    },
    notes: [...address.notes, ...body.notes],
  };
}

/** What sends requests from the command line. */
const programs: ReadonlySet<string> = new Set(['curl', 'http', 'https', 'wget', 'xh']);

interface RequestLine {
  readonly method: string;
  readonly url: string;
  readonly urlOffset: number;
  /** Where the fields begin. */
  readonly next: number;
}

/** The request line, with the lines on which its query goes on. */
function requestLineOf(source: Source, { start, end }: Block, definitions: Definitions): RequestLine {
  const lines = [start.text.trimEnd()];
  let next = afterLine(source.bytes, start.offset, end);
  if (!/ HTTP\/\d/.test(start.text)) {
    for (const { text, offset } of linesOf(source.bytes, next, end)) {
      if (!/^(?:[ \t]+\S|[?&])/.test(text)) break;
      lines.push(text.trim());
      next = afterLine(source.bytes, offset, end);
    }
  }
  const text = filled(lines.join(''), definitions, (index) =>
    placeIn(source, start.offset + Math.min(index, start.text.length)),
  );
  const bare = /^(https?:\/\/\S+)(?: +HTTP\/\d(?:\.\d)?)?$/i.exec(text)?.[1];
  const [, method = 'GET', url = bare ?? ''] = bare === undefined ? (requestLine.exec(text) ?? []) : [];
  if (url === '' || !token.test(method) || programs.has(method)) throw noStartLine(source, start.offset, text);
  const column = bare === undefined ? start.text.search(/(?<= )\S/) : 0;
  return { method, url, urlOffset: start.offset + Math.max(column, 0), next };
}

function readHead(
  source: Source,
  start: number,
  end: number,
  definitions: Definitions,
): { fields: CapturedField[]; end: number } {
  const fields: CapturedField[] = [];
  for (const line of linesOf(source.bytes, start, end)) {
    if (line.text === '') return { fields, end: afterLine(source.bytes, line.offset, end) };
    if (handlerLine.test(line.text)) return { fields, end: line.offset };
    if (isComment(line.text)) continue;
    const text = filled(line.text, definitions, (index) => placeIn(source, line.offset + index));
    fields.push(fieldOf(source, { text, offset: line.offset }));
  }
  return { fields, end };
}
