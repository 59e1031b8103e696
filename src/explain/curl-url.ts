import { domainToASCII } from 'node:url';
import type { CurlArgument } from './curl-arguments.ts';
import { filled } from './placeholders.ts';
import type { ShellWord } from './shell-words.ts';
import { unreadable } from './text.ts';

interface SentUrl {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * The URL that curl sends for the URL in a command: globs are expanded unless -g
 * is given, dot segments removed unless --path-as-is is.
 * @param query what -G and --url-query add.
 * @throws {CertifyError} ERR_INPUT for several URLs, and for what curl refuses.
 */
export function sentUrl(url: ShellWord, given: readonly CurlArgument[], query: string): SentUrl {
  const { where } = url;
  const has = (...names: string[]): boolean => given.some(({ name }) => names.includes(name));
  filled(url.text, new Map(), () => where);
  const single = has('-g', '--globoff') ? url.text : withoutGlobs(url.text, where);
  // curl defaults to http, which is never intended here.
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(single) ? single : `https://${single}`;
  const [, start = '', credentials = '', authority = '', rest = ''] =
    /^([a-z][a-z\d+.-]*:\/\/)([^/?#]*@)?([^/?#]*)([^]*)$/i.exec(whole) ?? [];
  assertSendable(rest, where);
  const [, path = '', asked = ''] = /^([^?#]*)(\?[^#]*)?/.exec(rest) ?? [];
  const sentPath = has('--path-as-is') ? path : withoutDotSegments(path);
  const notes = [
    ...(sentPath === path ? [] : ['curl removes /./ and /../ from the path, unless --path-as-is is given.']),
    ...(/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(sentPath) && !has('--path-as-is')
      ? ['Versions of curl differ on %2e in a path: it is read unchanged.']
      : []),
    ...(/%[0-9a-f]?[a-f]/i.test(query)
      ? ['Versions of curl differ on the case of percent-encoding in a query: lower case is assumed.']
      : []),
  ];
  const text = start + credentials + sentAuthority(start, authority) + sentPath + joined(asked, lowerEncoding(query));
  return { text, notes };
}

/** `\[` and `[]` are brackets, and so are those of an IPv6 address. */
function withoutGlobs(url: string, where: string): string {
  const [address = ''] = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#]*@)?\[[\da-f:.%]+\]/i.exec(url) ?? [];
  const rest = url.slice(address.length);
  const [glob] =
    /(?<!\\)(?:\{[^{}]*\}|\[[^[\]]+\]|[{}[\]])/.exec(rest.replace(/\\[^[\]{}]/g, '').replaceAll('[]', '')) ?? [];
  if (glob !== undefined) {
    throw unreadable('curl expands the URL', where, 'one URL', {
      actual: /[[\]]/.test(glob) ? 'brackets: […]' : 'braces: {…}',
      advice: 'curl reads [1-3] and {a,b} as several URLs: write the URL that is sent, or add -g to send it unchanged.',
    });
  }
  return address + rest.replace(/\\([[\]{}])/g, '$1');
}

function assertSendable(rest: string, where: string): void {
  const [character] = /[^\x21-\x7e]/u.exec(rest) ?? [];
  if (character === undefined) return;
  const isAscii = character <= '\x7f';
  throw unreadable(
    isAscii ? 'The URL has white space or a control character' : 'The URL has a character that is not ASCII',
    where,
    'visible ASCII characters, others with percent-encoding',
    {
      actual: `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}`,
      advice: isAscii ? 'curl rejects it: encode it.' : 'Versions of curl encode it differently: encode it yourself.',
    },
  );
}

/** RFC 3986 section 5.2.4. */
function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return path.startsWith('/') ? `/${kept.join('/')}` : path;
}

/** The host in ASCII, without the default port. */
function sentAuthority(start: string, authority: string): string {
  const [, host = '', port = ''] = /^([^]*?)(?::0*(\d+))?$/.exec(authority) ?? [];
  const ascii = /^[\x21-\x7e]*$/.test(host) ? host : domainToASCII(host) || host;
  const isDefault = port === (/^http:/i.test(start) ? '80' : '443');
  return port === '' || isDefault ? ascii : `${ascii}:${port}`;
}

function joined(query: string, more: string): string {
  if (more === '') return query;
  return query === '' || query === '?' ? `?${more}` : `${query}&${more}`;
}

const lowerEncoding = (query: string): string =>
  query.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toLowerCase()).replace(/#[^]*$/, '');
