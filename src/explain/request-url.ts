import type { CapturedField } from './captured.ts';
import { unreadable } from './text.ts';

export interface Address {
  readonly authority: string;
  /** Path and query. */
  readonly target: string;
  /** Where the authority was found. */
  readonly where: string;
  readonly notes: readonly string[];
}

/**
 * Host and target of a URL, or of a path and the field Host; neither is normalized, since both are signed as sent.
 * @param where of the URL.
 * @throws {CertifyError} ERR_INPUT when there is no host, or the target is neither.
 */
export function authorityAndTarget(url: string, where: string, fields: readonly CapturedField[]): Address {
  const hosts = fields.filter(([name]) => name.toLowerCase() === 'host');
  const [host] = hosts;
  if (hosts.length > 1)
    throw unreadable('There is more than one Host', hosts[1]?.[2] ?? where, 'one Host (RFC 9112 section 3.2)');
  if (url.startsWith('/')) {
    if (host !== undefined && host[1] !== '') {
      return { authority: checkedHost(host[1], host[2]), target: url, where: host[2], notes: [] };
    }
    throw unreadable('The request names no host', where, 'a field Host, or a whole URL in the request line', {
      actual: 'a path alone',
      advice: 'Add a line such as "Host: api.sandbox.nopan.dev".',
    });
  }
  const [, scheme, credentials, authority, path] = /^([a-z]+):\/\/([^/?#]*@)?([^/?#]+)([^]*)$/i.exec(url) ?? [];
  if (authority === undefined || path === undefined || !/^https?$/i.test(scheme ?? '')) {
    throw unreadable('This is no address of a request', where, 'a path that begins with a slash, or a URL with https', {
      actual: kindOf(url),
    });
  }
  const target = withoutFragment(path.startsWith('/') ? path : `/${path}`);
  const notes = [
    ...(scheme?.toLowerCase() === 'http' ? ['The URL begins with http:. Nopan is reached with https: only.'] : []),
    ...(credentials === undefined
      ? []
      : ['The user and password in the URL are left out: they are not part of what is signed.']),
  ];
  if (host !== undefined && host[1].toLowerCase() !== authority.toLowerCase()) {
    return {
      authority: checkedHost(host[1], host[2]),
      target,
      where: host[2],
      notes: [...notes, `Host names ${host[1]}, the URL ${authority}: Host is what is signed.`],
    };
  }
  return { authority: checkedHost(authority, where), target, where, notes };
}

const hostAndPort = /^(?:\[[\da-f:.]+\]|[\w.~-]+)(?::\d{0,5})?$/i;

/** An invalid host is probably a placeholder: {host}, <host>, %HOST%, $HOST. */
function checkedHost(authority: string, where: string): string {
  if (hostAndPort.test(authority)) return authority;
  throw unreadable('This is not a host', where, 'the host of the request, and its port', {
    actual: Buffer.from(authority, 'latin1').toString('utf8'),
    advice: 'Replace it by the name of the host.',
  });
}

/** Not the address itself, which may hold credentials. */
function kindOf(url: string): string {
  const scheme = /^([a-z][a-z\d+.-]{0,9}):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return 'neither';
  return /^https?$/.test(scheme) ? 'a URL without a host' : `a URL with ${scheme}`;
}

function withoutFragment(target: string): string {
  return target.replace(/#[^]*$/, '');
}
