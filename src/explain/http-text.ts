import type { Captured } from './captured.ts';
import { definition, isComment, linesOf, statusLine } from './http-lines.ts';
import { readHttpRequest, type RequestFileOptions } from './http-request.ts';
import { readResponse } from './http-response.ts';
import type { Source } from './text.ts';

/**
 * Reads an HTTP/1.1 message as text (RFC 9112 section 2): request or status line, fields, an empty line, content. Lines end with
 * LF or CR LF; lines before it that begin with # are comments. Several requests may be in one file, as HTTP clients in editors
 * have it.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readHttpText(source: Source, options: RequestFileOptions = {}): Captured {
  const response = responseIn(source);
  return response === undefined
    ? readHttpRequest(source, options)
    : readResponse(source, response, source.bytes.length);
}

/** Where the message begins, if it is a response. */
export function responseIn({ bytes }: Source): number | undefined {
  for (const { text, offset } of linesOf(bytes, 0, bytes.length)) {
    if (text.trim() === '' || isComment(text) || definition.test(text)) continue;
    return statusLine.test(text.trimEnd()) ? offset : undefined;
  }
  return undefined;
}
