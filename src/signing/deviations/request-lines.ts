import type { Attempt } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';
import { isRequest, type RequestMessage } from '../message.ts';
import { line } from './line.ts';

/** Hosts that a request is signed for while it is sent elsewhere. */
const otherHosts = ['api.sandbox.nopan.dev', 'api.nopan.io', 'api.nopan.com', 'localhost', '127.0.0.1'];

/** Values of derived components that signers get wrong. */
export const requestLineDeviations: readonly Deviation<Attempt>[] = [
  {
    id: 'target-without-query',
    common: true,
    fits: 'the path without the query',
    advice: '@request-target is both',
    alter: line('@request-target', (value) => [value.replace(/\?.*$/, '')]),
  },
  {
    id: 'target-absolute',
    common: true,
    fits: 'the whole URL in place of the path',
    advice: '@request-target is the path and the query, as on the request line',
    alter: ofRequest('@request-target', (value, { authority }) => [
      `https://${authority}${value}`,
      `http://${authority}${value}`,
      `${authority}${value}`,
    ]),
  },
  {
    id: 'target-trailing-slash',
    fits: 'the path with a slash more or less at its end',
    advice: 'sign the path exactly as on the request line',
    alter: line('@request-target', (value) => {
      const [, path = '', slash = '', query = ''] = /^([^?]*?)(\/?)(\?.*)?$/.exec(value) ?? [];
      return [slash === '' ? `${path}/${query}` : `${path}${query}`];
    }),
  },
  {
    id: 'target-dot-segments',
    fits: 'the path without /./ and /../',
    advice: 'sign the path exactly as on the request line; HTTP libraries resolve such segments before they send it',
    alter: line('@request-target', (value) => {
      const [, path = '', query = ''] = /^([^?]*)([^]*)$/.exec(value) ?? [];
      return /\/\.{1,2}(?:\/|$)/.test(path) && path.startsWith('/')
        ? [new URL(`https://h${path}`).pathname + query]
        : [];
    }),
  },
  {
    id: 'target-decoded',
    fits: 'the path with its percent-encoding decoded',
    advice: 'sign the path and the query exactly as on the request line, encoded',
    alter: line('@request-target', (value) => decodings(value)),
  },
  {
    id: 'target-encoded',
    fits: 'the path with another percent-encoding',
    advice: 'sign the path and the query exactly as on the request line',
    alter: line('@request-target', (value) => [
      value.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase()),
      value.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toLowerCase()),
      value.replaceAll('+', '%20'),
      value.replaceAll('%20', '+'),
      encodeURI(value),
      encodeURIComponent(value),
    ]),
  },
  {
    id: 'target-case',
    fits: 'the path in lower case',
    advice: 'sign the path exactly as on the request line: it is case-sensitive',
    alter: line('@request-target', (value) => [value.toLowerCase()]),
  },
  {
    id: 'target-with-method',
    fits: 'the method and the path in one line',
    advice: '@request-target is the path and the query; the method has a line of its own',
    alter: ofRequest('@request-target', (value, { method }) => [
      `${method.toLowerCase()} ${value}`,
      `${method} ${value}`,
      `${method} ${value} HTTP/1.1`,
    ]),
  },
  {
    id: 'target-without-base-path',
    fits: 'the path without its beginning',
    advice: 'sign the whole path, with that of the base URL',
    alter: line('@request-target', (value) => {
      const [, first = '', rest = ''] = /^(\/[^/?]+)(\/.*)$/.exec(value) ?? [];
      return first === '' ? [value.replace(/^\//, '')] : [rest, rest.replace(/^(\/[^/?]+)(?=\/)/, ''), value.slice(1)];
    }),
  },
  {
    id: 'method-case',
    common: true,
    fits: 'the method in another case',
    advice: 'sign it as on the request line: methods are case-sensitive (RFC 9421 section 2.2.1)',
    alter: line('@method', (value) => [value.toLowerCase(), value.toUpperCase()]),
  },
  {
    id: 'authority-with-port',
    common: true,
    fits: 'the host with the default port',
    advice: 'leave out port 443 (RFC 9421 section 2.2.3)',
    alter: line('@authority', (value) => (/:\d+$/.test(value) ? [] : [`${value}:443`, `${value}:80`])),
  },
  {
    id: 'authority-without-port',
    fits: 'the host without its port',
    advice: 'sign the port too, since it is not the default one (RFC 9421 section 2.2.3)',
    alter: line('@authority', (value) => [value.replace(/:\d+$/, '')]),
  },
  {
    id: 'authority-case',
    fits: 'the host in another case',
    advice: 'sign the host in lower case (RFC 9421 section 2.2.3)',
    alter: ofRequest('@authority', (value, { authority }) => [
      authority,
      authority.replace(/:443$/, ''),
      value.toUpperCase(),
      value.replace(/^./, (first) => first.toUpperCase()),
    ]),
  },
  {
    id: 'authority-with-scheme',
    fits: 'the host with the scheme before it',
    advice: 'sign the host alone (RFC 9421 section 2.2.3)',
    alter: line('@authority', (value) => [`https://${value}`, `https://${value}/`, `http://${value}`, `${value}/`]),
  },
  {
    id: 'authority-other',
    fits: 'another host than it is sent to',
    advice: 'sign the host of the URL that is called; a proxy between must not change it',
    alter: line('@authority', (value) => {
      const port = /:\d+$/.exec(value)?.[0] ?? '';
      return otherHosts.flatMap((host) => (port === '' ? [host] : [host, host + port]));
    }),
  },
];

function ofRequest(component: string, values: (value: string, request: RequestMessage) => readonly string[]) {
  return line(component, (value, { received: { message } }) => (isRequest(message) ? values(value, message) : []));
}

function decodings(text: string): string[] {
  if (!text.includes('%') && !text.includes('+')) return [];
  try {
    const once = decodeURIComponent(text);
    return [text.replaceAll('+', ' '), once, decodeURIComponent(text.replaceAll('+', ' '))].map((each) =>
      Buffer.from(each).toString('latin1'),
    );
  } catch {
    return [];
  }
}
