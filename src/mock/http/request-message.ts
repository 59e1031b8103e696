import type { IncomingMessage } from 'node:http';
import type { RequestMessage } from '../../signing/message.ts';

const nothing = Buffer.alloc(0);

/** A request as its signature sees it: nothing decoded, nothing normalized. */
export function requestMessage(request: IncomingMessage, body: unknown): RequestMessage {
  const { method = '', url = '', headers, rawHeaders } = request;
  const fields: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    fields.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return { method, authority: headers.host ?? '', target: url, fields, body: Buffer.isBuffer(body) ? body : nothing };
}
