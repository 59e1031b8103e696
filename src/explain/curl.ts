import type { CapturedField, CapturedRequest } from './captured.ts';
import { curlArguments, type CurlArgument } from './curl-arguments.ts';
import { curlBody, curlQuery, fileReader, type CurlBody, type ReadFile } from './curl-body.ts';
import { curlFields, type CurlFields } from './curl-fields.ts';
import { notesBehind, startOf } from './curl-lines.ts';
import { sentUrl } from './curl-url.ts';
import { fitsDigest, valueOf } from './message-body.ts';
import { filled } from './placeholders.ts';
import { authorityAndTarget } from './request-url.ts';
import { shellWords, type ShellWord } from './shell-words.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/**
 * Reads what a curl command would send, without running it. Fields that curl adds itself are added as far as they can be signed.
 * @param readFile reads a file that the command names with @; without it such a command is refused.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readCurl(source: Source, readFile?: ReadFile): CapturedRequest {
  assertText(source);
  const shell = shellWords(source, startOf(source.bytes.toString('utf8')));
  const { words } = shell;
  const start = words.findIndex(({ text }) => /(?:^|[/\\])curl(?:\.exe)?$/.test(text));
  const command = words[start];
  if (command === undefined || start > 1) throw noCommand(source);
  const behind = notesBehind(source, shell);
  const given = curlArguments(words.slice(start + 1));
  assertReadable(given);

  const files = fileReader(readFile);
  const { body, type, where } = curlBody(given, files);
  const asQuery = given.some(({ effect }) => effect === 'get');
  const named = urlOf(given, command);
  const url = sentUrl(named, given, queryOf(given, asQuery ? body : undefined, files));
  const set = curlFields(given, readFile);
  const fields = withType(set, asQuery ? undefined : type, where);
  const address = authorityAndTarget(url.text, named.where, fields);
  const method = methodOf(given, body !== undefined && !asQuery, command);
  const sent = asQuery || body === undefined ? Buffer.alloc(0) : body;
  assertFilled(sent, fields, where);
  return {
    message: {
      method: method.text,
      authority: address.authority,
      target: address.target,
      fields: fields.map(([name, value]) => [name, value]),
      body: sent,
    },
    origins: {
      start: method.where,
      target: named.where,
      authority: address.where,
      fields: fields.map(([, , at]) => at),
      body: where,
    },
    notes: [...url.notes, ...address.notes, ...notesOn(given), ...behind],
    ...(set.removed.has('content-length') && { isUncounted: true }),
  };
}

function assertText(source: Source): void {
  const text = source.bytes.toString('latin1');
  const entity = /['"]/.test(text) ? undefined : /&(?:quot|apos|#0{0,4}3[49]|#x0{0,4}2[27]);/i.exec(text);
  if (entity) {
    throw unreadable('The command is written for HTML', placeIn(source, entity.index), 'straight quotes, \' or "', {
      actual: entity[0],
      advice: 'Copy the text that the page shows, in place of its source.',
    });
  }
  const zero = source.bytes.indexOf(0);
  if (zero < 0) return;
  throw unreadable('The command has a NUL byte', placeIn(source, zero), 'text', {
    advice: 'Copy the command again, and save it as UTF-8.',
  });
}

/** If Content-Length or Content-Digest match a body with {{…}}, these are text. */
function assertFilled(body: Buffer, fields: readonly CapturedField[], where: string): void {
  if (valueOf(fields, 'content-length') === String(body.length) || fitsDigest(body, fields)) return;
  filled(body.toString('latin1'), new Map(), () => where);
}

function queryOf(given: readonly CurlArgument[], body: CurlBody['body'], readFile: ReadFile): string {
  const added = given.find(({ effect }) => effect === 'url-query');
  if (added === undefined) return body?.toString('latin1') ?? '';
  if (body === undefined) return curlQuery(given, readFile);
  throw unreadable('--url-query and -G are in one command', added.value.where, 'one of the two', {
    advice: 'Versions of curl differ on what they send: put the query into the URL.',
  });
}

function assertReadable(given: readonly CurlArgument[]): void {
  const next = given.find(({ effect }) => effect === 'next');
  if (next !== undefined) {
    throw unreadable('The command sends more than one request', next.value.where, 'one request', {
      actual: next.name,
      advice: 'Pass one request at a time.',
    });
  }
  const unsupported = given.find(({ effect }) => effect === 'unsupported');
  if (unsupported !== undefined) throw notReadHere(unsupported);
}

function noCommand(source: Source) {
  return unreadable('This is not a curl command', placeIn(source, 0), 'a text that begins with curl', {
    advice: 'Copy the command as "cURL (bash)".',
  });
}

function notReadHere({ name, value }: CurlArgument) {
  return unreadable(
    `What curl sends with ${name} cannot be worked out here`,
    value.where,
    'a body given by --data, --data-binary or --json',
    {
      advice: 'Capture the request as it is sent, as text or HAR.',
    },
  );
}

function urlOf(given: readonly CurlArgument[], command: ShellWord): ShellWord {
  const urls = given.filter(({ effect }) => effect === 'url');
  const [first, second] = urls;
  if (first !== undefined && second === undefined) return first.value;
  throw unreadable(
    first === undefined ? 'The command has no URL' : 'The command has more than one URL',
    (second ?? first)?.value.where ?? command.where,
    'one URL',
    {
      ...(second === undefined ? {} : { actual: `${urls.length} words that belong to no option` }),
      advice:
        second === undefined
          ? 'Add the URL that is called.'
          : 'Quote what belongs together, and explain one request at a time.',
    },
  );
}

function methodOf(given: readonly CurlArgument[], hasBody: boolean, command: ShellWord): ShellWord {
  const said = given.filter(({ effect }) => effect === 'method').at(-1)?.value;
  if (said !== undefined) return said;
  const head = given.some(({ effect }) => effect === 'head');
  return { ...command, text: head ? 'HEAD' : hasBody ? 'POST' : 'GET' };
}

function withType({ fields, removed }: CurlFields, type: string | undefined, where: string): readonly CapturedField[] {
  const isSet = removed.has('content-type') || valueOf(fields, 'content-type') !== undefined;
  return type === undefined || isSet ? fields : [...fields, ['Content-Type', type, `${where}, added by curl`]];
}

function notesOn(given: readonly CurlArgument[]): string[] {
  const user = given.find(({ effect }) => effect === 'user');
  return user === undefined ? [] : [`${user.name} is left out: its Authorization is not signed.`];
}
