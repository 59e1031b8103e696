import { isRequest, type Message, type RequestMessage } from './message.ts';
import { malformed, type SignatureError } from './signature-error.ts';

type Derive = (message: Message, queryParameter: string) => string;

/** Derived components by name (RFC 9421 section 2.2). Nopan is reached over HTTPS only, hence the scheme. */
export const derivedComponents: ReadonlyMap<string, Derive> = new Map<string, Derive>([
  ['@method', ofRequest('@method', ({ method }) => token(method))],
  ['@authority', ofRequest('@authority', authority)],
  ['@scheme', ofRequest('@scheme', () => 'https')],
  ['@target-uri', ofRequest('@target-uri', (request) => `https://${authority(request)}${originForm(request)}`)],
  ['@request-target', ofRequest('@request-target', ({ target }) => visible('@request-target', target))],
  ['@path', ofRequest('@path', (request) => splitTarget(request).path)],
  ['@query', ofRequest('@query', (request) => `?${splitTarget(request).query}`)],
  ['@query-param', ofRequest('@query-param', (request, name) => queryParameter(splitTarget(request).query, name))],
  ['@status', status],
]);

function ofRequest(name: string, derive: (request: RequestMessage, queryParameter: string) => string): Derive {
  return (message, parameter) => {
    if (!isRequest(message)) throw misplaced(name, 'response');
    return derive(message, parameter);
  };
}

function status(message: Message): string {
  if (isRequest(message)) throw misplaced('@status', 'request');
  return String(message.status);
}

function misplaced(name: string, kind: 'request' | 'response'): SignatureError {
  return malformed(`A ${kind} has no component "${name}"`, {
    where: 'Signature-Input',
    expected: `components of a ${kind}`,
    actual: name,
  });
}

/** RFC 9421 section 2.2.3: lower case, without the scheme's default port. */
function authority(request: RequestMessage): string {
  return visible('@authority', request.authority)
    .toLowerCase()
    .replace(/:(443)?$/, '');
}

/** RFC 9421 section 2.2.1: the method is case-sensitive and stays as it is. */
function token(method: string): string {
  if (/^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/.test(method)) return method;
  throw unfit('@method', method, 'a token (RFC 9110 section 9.1)');
}

function visible(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw unfit(name, value, 'visible ASCII characters');
}

function originForm(request: RequestMessage): string {
  const target = visible('@request-target', request.target);
  if (target.startsWith('/')) return target;
  throw unfit('@request-target', target, 'a path that begins with a slash (RFC 9112 section 3.2.1)');
}

/** Neither is decoded nor normalized: `/a%2Fb/../c` stays what it is. */
function splitTarget(request: RequestMessage): { path: string; query: string } {
  const target = originForm(request);
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** RFC 9421 section 2.2.8: decoded as a form, then percent-encoded anew, spaces as %20. */
function queryParameter(query: string, name: string): string {
  const values = [...new URLSearchParams(query)].filter(([candidate]) => percentEncode(candidate) === name);
  const [first] = values;
  if (first !== undefined && values.length === 1) return percentEncode(first[1]);
  throw malformed(`The query has ${values.length === 0 ? 'no' : 'more than one'} parameter ${name}`, {
    where: '@query-param',
    expected: `the parameter ${name} once`,
    actual: `?${query}`,
  });
}

/** The application/x-www-form-urlencoded percent-encode set of the URL standard is larger than that of encodeURIComponent. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unfit(name: string, actual: string, expected: string): SignatureError {
  return malformed(`The message's ${name} cannot be signed`, { where: name, expected, actual });
}
