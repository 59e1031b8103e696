import type { CurlArgument } from './curl-arguments.ts';
import type { CurlEffect } from './curl-options.ts';
import type { ShellWord } from './shell-words.ts';
import { unreadable } from './text.ts';

/** Reads a file that a command names; its errors have the place in the command. */
export type ReadFile = (name: string, where: string) => Buffer;

export interface CurlBody {
  /** Undefined where the command gives none. */
  readonly body: Buffer | undefined;
  /** The Content-Type that curl adds. */
  readonly type: string | undefined;
  readonly where: string;
}

type Content = (value: ShellWord, readFile: ReadFile) => Buffer;

const contents: Readonly<Partial<Record<CurlEffect, Content>>> = {
  // curl removes line ends and zeros from a file, and nothing from the command line.
  data: (value, readFile) =>
    value.text.startsWith('@') ? without(readFile(value.text.slice(1), value.where), [0, 10, 13]) : value.bytes,
  'data-raw': ({ bytes }) => bytes,
  'data-binary': fileOrValue,
  json: fileOrValue,
  'data-urlencode': (value, readFile) => Buffer.from(urlEncoded(value, readFile)),
};

/** Reads files only from the allowed folder, and never standard input. */
export function fileReader(readFile: ReadFile = refused): ReadFile {
  return readFile === refused
    ? refused
    : (name, where) => (name === '-' ? refused(name, where) : readFile(name, where));
}

/** The body that the data options of a curl command make together. */
export function curlBody(given: readonly CurlArgument[], readFile: ReadFile): CurlBody {
  const parts: Buffer[] = [];
  let first: CurlArgument | undefined;
  for (const argument of given) {
    const content = contents[argument.effect];
    if (content === undefined) continue;
    first ??= argument;
    if (parts.length > 0 && argument.effect !== 'json') parts.push(Buffer.from('&'));
    parts.push(content(argument.value, readFile));
  }
  if (first === undefined) return { body: undefined, type: undefined, where: '' };
  const json = given.some(({ effect }) => effect === 'json');
  return {
    body: Buffer.concat(parts),
    type: json ? 'application/json' : 'application/x-www-form-urlencoded',
    where: first.value.where,
  };
}

function fileOrValue(value: ShellWord, readFile: ReadFile): Buffer {
  return value.text.startsWith('@') ? readFile(value.text.slice(1), value.where) : value.bytes;
}

function without(bytes: Buffer, unwanted: readonly number[]): Buffer {
  return bytes.filter((byte) => !unwanted.includes(byte)) as Buffer;
}

/** `content`, `=content`, `name=content`, `@file` or `name@file`. */
function urlEncoded({ text, where }: ShellWord, readFile: ReadFile): string {
  const [, name = '', mark, content = ''] = /^([^=@]*)([=@])([^]*)$/.exec(text) ?? [];
  if (mark === undefined) return encoded(Buffer.from(text));
  if (mark === '@' && readFile === refused) throw notHandedIn('The value of --data-urlencode', where);
  const value = encoded(mark === '@' ? readFile(content, where) : Buffer.from(content));
  return name === '' ? value : `${name}=${value}`;
}

/** The addition of --url-query to the query: encoded like --data-urlencode, or unchanged after a +. */
export function curlQuery(given: readonly CurlArgument[], readFile: ReadFile): string {
  return given
    .filter(({ effect }) => effect === 'url-query')
    .map(({ value }) => (value.text.startsWith('+') ? value.text.slice(1) : urlEncoded(value, readFile)))
    .join('&');
}

/** As curl does it since 7.88: everything but the unreserved characters of RFC 3986 section 2.3, a space as +. */
function encoded(bytes: Buffer): string {
  const octets = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return octets.join('').replaceAll('%20', '+');
}

function refused(name: string, where: string): never {
  if (name === '-') {
    throw unreadable('The command reads from standard input', where, 'the body in the command', {
      advice: 'Replace @- by the body.',
    });
  }
  throw unreadable(`The body is in the file ${name}, which may not be read`, where, 'the body in the command', {
    advice: allowIt,
  });
}

const allowIt = 'Allow it with --data-dir and the folder in which the command runs.';

/** Does not show the name: the text after @ may have been meant as a value. */
function notHandedIn(what: string, where: string) {
  const expected = 'name=content';
  return unreadable(`${what} is in a file that may not be read`, where, expected, {
    actual: 'a value with @',
    advice: allowIt,
  });
}
