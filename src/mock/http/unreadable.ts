import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { seconds } from '../../clock.ts';
import { callId } from '../identifiers.ts';
import type { Nopan } from '../nopan.ts';
import { publishRefusal } from '../observation.ts';
import { refused } from '../pipeline.ts';
import { Refusal, type RefusalName } from '../refusal.ts';
import { reportUnreached } from '../served-call.ts';
import { noteHungUp } from './hung-up.ts';
import { isOwnHost } from './own-names.ts';
import { signedAnswer } from './signed-answer.ts';

interface CodedError extends Error {
  readonly code?: string;
  /** The part of OpenSSL that reported it. */
  readonly library?: string;
}

/** What the HTTP layer finds before an operation is reached, by its error's code. */
const refusals: Readonly<Record<string, RefusalName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedPayload',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'unsupportedMediaType',
  FST_ERR_BAD_URL: 'malformedPayload',
  FST_ERR_MAX_PARAM_LENGTH: 'unknownRoute',
};

/** The refusal of a request that the HTTP layer could not take; any other error as it is. */
export function unreadable(error: CodedError): Error {
  const refusal = refusals[error.code ?? ''];
  return refusal === undefined ? error : new Refusal(refusal, { reason: error.message });
}

/** Fields that must not be repeated (RFC 9110 section 5.3), besides the idempotency key. */
const singletons = ['authorization', 'content-type'];

/**
 * What HTTP itself has against a request's head: its hosts (RFC 9112 section 3.2), of which there is another than ours or than that of a whole
 * URL in the request line, a field that is there twice, or an expectation (RFC 9110 section 10.1.1).
 */
export function headRefusal(request: IncomingMessage, { hosts, protocol }: Nopan): Refusal | undefined {
  const { httpVersion, headers, headersDistinct, socket } = request;
  const named = headersDistinct['host'] ?? [];
  if (named.length > 1 || (named.length === 0 && httpVersion !== '1.0')) {
    return new Refusal('malformedPayload', { reason: `The request has ${named.length} Host fields` });
  }
  const inUrl = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(request.url ?? '')?.[1];
  if (inUrl !== undefined && inUrl.toLowerCase() !== named[0]?.toLowerCase()) {
    return new Refusal('malformedPayload', { reason: `The URL names ${inUrl}, and Host ${named[0] ?? 'nothing'}` });
  }
  const foreign = named.find((host) => !isOwnHost(host, socket.localPort ?? 0, hosts.names, hosts.accepted));
  if (foreign !== undefined) {
    return new Refusal('malformedPayload', {
      reason: `The Host ${foreign} is another's: this is ${hosts.names.join(', ')}`,
    });
  }
  const fields = [...singletons, protocol.idempotency.header.toLowerCase()];
  const repeated = fields.find((name) => (headersDistinct[name]?.length ?? 0) > 1);
  if (repeated !== undefined) {
    return new Refusal('malformedPayload', { reason: `The request has more than one field ${repeated}` });
  }
  const { expect = '100-continue' } = headers;
  if (expect.toLowerCase() === '100-continue') return undefined;
  return new Refusal('malformedPayload', { reason: `The expectation ${expect} cannot be met` });
}

/** OpenSSL reports an invalid signature in the client's chain only when the connection is used. */
function refusalOfTls({ library = 'SSL routines' }: CodedError): RefusalName {
  return library === 'SSL routines' ? 'malformedPayload' : 'authorization';
}

/** Refuses what is not HTTP, or no request for a resource, and hangs up: there is no response object to answer with. */
export function hangUp(socket: Socket, error: CodedError, nopan: Nopan): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    noteHungUp(socket, nopan.log);
    socket.destroy();
    return;
  }
  const refusal = error instanceof Refusal ? error : new Refusal(refusalOfTls(error), { reason: error.message });
  const answer = refused(refusal, callId(nopan.randomness), nopan);
  publishRefusal(answer, nopan.behaviour.sound);
  reportUnreached(answer, refusal, {}, nopan);
  const { status, fields, body } = signedAnswer(answer, seconds(nopan.clock), nopan);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
