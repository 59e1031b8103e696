import { fieldValue, type Fields } from '../../signing/message.ts';

/** Methods whose requests state that they have no content (RFC 9110 section 8.6). */
const expectContent = new Set(['POST', 'PUT', 'PATCH']);

export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly fields: Fields;
  readonly body: Buffer;
}

/**
 * The header fields in the order in which undici writes them: Host and Connection before the request's own, Content-Length behind
 * them. A test compares this with what a TLS server reads.
 */
export function wireFields({ method, fields, body }: WireRequest, host: string): Fields {
  const own = fields.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()));
  const length: Fields = body.length > 0 || expectContent.has(method) ? [['content-length', String(body.length)]] : [];
  return [['host', fieldValue(fields, 'host') ?? host], ['connection', 'keep-alive'], ...own, ...length];
}
