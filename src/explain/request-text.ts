import { CertifyError } from '../errors.ts';
import type { Fields, RequestMessage } from '../signing/message.ts';

export type RequestFormat = 'headers' | 'http' | 'curl';

/** Header fields as lines. */
export function fieldLines(fields: Fields, lineEnd = '\n'): string {
  return fields.map(([name, value]) => `${name}: ${value}${lineEnd}`).join('');
}

/** A request as on the wire (RFC 9112 section 2.1). */
export function httpText({ method, authority, target, fields, body }: RequestMessage): Buffer {
  const host: Fields = fields.some(([name]) => name.toLowerCase() === 'host') ? [] : [['Host', authority]];
  const head = `${method} ${target} HTTP/1.1\r\n${fieldLines([...host, ...fields], '\r\n')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/**
 * A request as a curl command for a POSIX shell.
 * @param more options as the shell reads them: where certificates lie, for instance
 * @throws {CertifyError} ERR_USAGE for a body that a command line cannot hold.
 */
export function curlText(
  { method, authority, target, fields, body }: RequestMessage,
  more: readonly string[] = [],
): string {
  const text = body.toString('utf8');
  if (!Buffer.from(text).equals(body) || text.includes('\0')) {
    throw new CertifyError('ERR_USAGE', 'The body is binary, which a command line cannot hold', {
      where: '--output curl',
      expected: 'a body of text',
      advice: 'Print it with --output http.',
    });
  }
  // curl counts the body itself.
  const own = fields.filter(([name]) => name.toLowerCase() !== 'content-length');
  const parts = [
    `curl -X ${quoted(method)} ${quoted(`https://${authority}${target}`)}`,
    ...more,
    ...own.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body.length === 0 ? [] : [`--data-raw ${quoted(text)}`]),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** One word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
