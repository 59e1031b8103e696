import type { Dispatcher } from 'undici';
import type { Exchange } from '../../contract/types/exchange.ts';
import type { Fields } from '../../signing/message.ts';
import type { ReceivedResponse } from '../exchanged.ts';
import { receivedResponse } from '../received-response.ts';
import type { ConnectionFacts, Lane } from './connections.ts';

/** How one request ended, as undici tells it: with a response or an error. */
export interface End {
  readonly connection?: ConnectionFacts;
  readonly response?: ReceivedResponse;
  readonly error?: Error;
  readonly timings: Exchange['timings'];
}

/** Gathers one response from undici's events. */
export interface ResponseHandler extends Dispatcher.DispatchHandler {
  readonly over: Promise<End>;
  /** Ends the exchange with a reason. False when the request had not been sent yet. */
  abort(reason: Error): boolean;
}

export function responseHandler(lane: Lane): ResponseHandler {
  let resolve: (end: End) => void;
  const over = new Promise<End>((settle) => {
    resolve = settle;
  });
  let startedAt = performance.now();
  let controller: Dispatcher.DispatchController | undefined;
  let connection: ConnectionFacts | undefined;
  let connectMs: number | undefined;
  let status = 0;
  let fields: Fields = [];
  const chunks: Buffer[] = [];

  const end = (how: Pick<End, 'response' | 'error'>) => {
    resolve({
      ...how,
      ...(connection && { connection }),
      timings: { durationMs: performance.now() - startedAt, ...(connectMs === undefined ? {} : { connectMs }) },
    });
  };

  return {
    over,
    abort(reason) {
      end({ error: reason });
      controller?.abort(reason);
      return controller !== undefined;
    },
    onRequestStart(started) {
      controller = started;
      startedAt = performance.now();
      connection = lane.current;
      if (connection?.used === false) {
        connection.used = true;
        connectMs = connection.connectMs;
      }
    },
    onResponseStart({ rawHeaders }, statusCode) {
      status = statusCode;
      fields = pairs(rawHeaders as readonly Buffer[]);
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      end({
        response: receivedResponse(
          status,
          fields,
          chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
        ),
      });
    },
    onResponseError(_, error) {
      end({ error });
    },
  };
}

/** Names and values alternate. A field value is a sequence of octets without white space around it (RFC 9110 section 5.5). */
function pairs(raw: readonly Buffer[]): Fields {
  const texts = raw.map((octets) => octets.toString('latin1').replace(/[ \t]+$/, ''));
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : []));
}
