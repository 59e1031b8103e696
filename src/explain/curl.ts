import type { CapturedField, CapturedRequest } from './captured.ts';
import { curlArguments, type CurlArgument } from './curl-arguments.ts';
import { curlBody, type ReadFile } from './curl-body.ts';
import { authorityAndTarget } from './request-url.ts';
import { shellWords, type ShellWord } from './shell-words.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/**
 * Reads what a curl command would send, without running it. Fields that curl adds itself are added as far as they can be signed.
 * @param readFile reads a file that the command names with @; without it such a command is refused.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readCurl(source: Source, readFile?: ReadFile): CapturedRequest {
  const { words, endedBy } = shellWords(source);
  const start = words.findIndex(({ text }) => /(?:^|\/)curl(?:\.exe)?$/.test(text));
  const command = words[start];
  if (command === undefined || start > 1) throw noCommand(source);
  if (/\^\s*\r?\n|\^"/.test(source.bytes.toString('latin1'))) throw ofWindows(command);
  const given = curlArguments(words.slice(start + 1));
  const unsupported = given.find(({ effect }) => effect === 'unsupported');
  if (unsupported !== undefined) throw notReadHere(unsupported);

  const { body, type, where } = curlBody(given, readFile);
  const asQuery = given.some(({ effect }) => effect === 'get');
  const url = urlOf(given, command);
  const fields = fieldsOf(given, asQuery ? undefined : type, where);
  const address = authorityAndTarget(withScheme(asQuery ? withQuery(url.text, body) : url.text), url.where, fields);
  const method = methodOf(given, body !== undefined && !asQuery, command);
  return {
    message: {
      method: method.text,
      authority: address.authority,
      target: address.target,
      fields: fields.map(([name, value]) => [name, value]),
      body: asQuery ? Buffer.alloc(0) : (body ?? Buffer.alloc(0)),
    },
    origins: {
      start: method.where,
      target: url.where,
      authority: address.where,
      fields: fields.map(([, , at]) => at),
      body: where,
    },
    notes: [...address.notes, ...notesOn(given, endedBy)],
  };
}

function noCommand(source: Source) {
  return unreadable('This is no curl command', placeIn(source, 0), 'a text that begins with curl', {
    advice: 'Copy the command as "cURL (bash)".',
  });
}

function ofWindows({ where }: ShellWord) {
  return unreadable('This is a command for the Windows prompt', where, 'quotes as in a POSIX shell', {
    advice: 'Copy it as "cURL (bash)".',
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

/** curl takes http where nothing is said; nobody means that here. */
function withScheme(url: string): string {
  return /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`;
}

function withQuery(url: string, query: Buffer | undefined): string {
  if (query === undefined || query.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${query.toString('latin1')}`;
}

function methodOf(given: readonly CurlArgument[], hasBody: boolean, command: ShellWord): ShellWord {
  const said = given.filter(({ effect }) => effect === 'method').at(-1)?.value;
  if (said !== undefined) return said;
  const head = given.some(({ effect }) => effect === 'head');
  return { ...command, text: head ? 'HEAD' : hasBody ? 'POST' : 'GET' };
}

/** Header fields that options of their own set. */
const ownFields: Readonly<Record<string, string>> = {
  'user-agent': 'User-Agent',
  cookie: 'Cookie',
  referer: 'Referer',
};

function fieldsOf(given: readonly CurlArgument[], type: string | undefined, where: string): CapturedField[] {
  const fields: CapturedField[] = [];
  const removed = new Set<string>();
  for (const { effect, name, value } of given) {
    const own = ownFields[effect];
    if (own !== undefined) fields.push([own, value.text, value.where]);
    if (effect !== 'header') continue;
    // A field without a value is not sent; with a semicolon in place of the colon it is sent empty.
    const [, field = '', mark, written = ''] = /^([^:;\s]+)(:|;$)([^]*)$/.exec(value.text) ?? [];
    const content = written.trim();
    if (field === '') throw noField(name, value);
    if (/[\r\n]/.test(content)) throw noField(name, value);
    if (mark === ':' && content === '') removed.add(field.toLowerCase());
    else fields.push([field, content, value.where]);
  }
  const has = (field: string) => removed.has(field) || fields.some(([name]) => name.toLowerCase() === field);
  if (type !== undefined && !has('content-type')) fields.push(['Content-Type', type, `${where}, added by curl`]);
  return fields;
}

function noField(name: string, { text, where }: ShellWord) {
  return unreadable(`The value of ${name} is no header field`, where, 'name: value, on one line', {
    actual: /[\r\n]/.test(text) ? 'more than one line' : text.includes(':') ? 'no name before the colon' : 'no colon',
    advice: text.startsWith('@')
      ? 'Write the fields into the command: files are not read for them.'
      : 'Write it as "Name: value".',
  });
}

function notesOn(given: readonly CurlArgument[], endedBy: string | undefined): string[] {
  const user = given.find(({ effect }) => effect === 'user');
  return [
    ...(user === undefined
      ? []
      : [`${user.name} is left out: the Authorization that it makes is not part of what is signed.`]),
    ...(endedBy === undefined ? [] : [`What stands behind "${endedBy}" is not read.`]),
  ];
}
