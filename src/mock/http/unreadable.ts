import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { ResponseMessage } from '../../signing/message.ts';
import { Refusal, type RefusalName } from '../refusal.ts';

/** What the HTTP layer finds before an operation is reached, by its error's code. */
const refusals: Readonly<Record<string, RefusalName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedPayload',
  FST_ERR_BAD_URL: 'malformedPayload',
  HPE_HEADER_OVERFLOW: 'malformedPayload',
};

/** The refusal of a request that the HTTP layer could not take; any other error as it is. */
export function unreadable(error: Error & { code?: string }): Error {
  const refusal = refusals[error.code ?? ''];
  return refusal === undefined ? error : new Refusal(refusal, { reason: error.message });
}

/** Answers, and hangs up, where HTTP could not be parsed, so that there is no response object to answer with. */
export function hangUp(socket: Socket, { status, fields, body }: ResponseMessage): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
