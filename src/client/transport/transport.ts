import type { Exchange } from '../../contract/types/exchange.ts';
import { CertifyError } from '../../errors.ts';
import { proxyAdvice } from '../../proxy.ts';
import type { Fields } from '../../signing/message.ts';
import type { ReceivedResponse } from '../exchanged.ts';
import { Connections, type Lane, type PeerListener, type TlsOptions } from './connections.ts';
import { responseHandler } from './response-handler.ts';
import { transportFailure } from './failure.ts';
import { wireFields, type WireRequest } from './wire-fields.ts';

/** How a request is connected; all but the first are ways to spoil it. */
export type ConnectionKind =
  'regular' | 'without-certificate' | 'foreign-certificate' | 'self-signed-certificate' | 'tls-1.2';

/** Another certificate to show, and its key, as PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

/** What became of a request on the wire: a response or a failure. */
export interface Outcome {
  /** The request's header fields as sent. */
  readonly fields: Fields;
  readonly response?: ReceivedResponse;
  readonly failure?: CertifyError;
  readonly tls?: NonNullable<Exchange['tls']>;
  readonly timings: Exchange['timings'];
}

export interface TransportOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** TLS options of each kind of connection, asked for when the first of its kind is made. */
  readonly tlsOptions: (kind: ConnectionKind | TlsIdentity) => TlsOptions | Promise<TlsOptions>;
  readonly connections: number;
  /** Deadline of one exchange, and of making a connection. */
  readonly timeoutMs: number;
  readonly onPeer?: PeerListener;
}

/** Sends requests over mutual TLS. Regular connections are kept alive, spoilt ones serve one request each. */
export interface Transport {
  /**
   * Resolves whatever the wire did.
   *
   * @param once the request must not be sent again, so that it has to have a connection of which no request was lost
   */
  exchange(request: WireRequest, kind: ConnectionKind | TlsIdentity, once?: boolean): Promise<Outcome>;
  close(): Promise<void>;
}

export function createTransport(options: TransportOptions): Transport {
  const { origin, tlsOptions, connections, timeoutMs, onPeer = () => undefined } = options;
  const { host } = new URL(origin);
  let regular: Promise<Connections> | undefined;

  const open = async (kind: ConnectionKind | TlsIdentity, limit: number) =>
    new Connections(origin, await tlsOptions(kind), limit, timeoutMs, onPeer);

  const overLane = (from: Connections, request: WireRequest, lane = from.lane()): Promise<Outcome> =>
    send(from, lane, request, { origin, host, timeoutMs });

  return {
    async exchange(request, kind, once = false) {
      if (kind === 'regular') {
        regular ??= open(kind, connections);
        const kept = await regular;
        return overLane(kept, request, once ? kept.unusedLane() : kept.lane());
      }
      const single = await open(kind, 1);
      try {
        return await overLane(single, request);
      } finally {
        await single.close();
      }
    },
    async close() {
      await (await regular)?.close();
    },
  };
}

interface Sending {
  readonly origin: string;
  readonly host: string;
  readonly timeoutMs: number;
}

function send(from: Connections, lane: Lane, request: WireRequest, sending: Sending): Promise<Outcome> {
  const { origin, host, timeoutMs } = sending;
  const fields = wireFields(request, host);
  const handler = responseHandler(lane);
  const outcome = handler.over.then((end): Outcome => {
    const { connection, response, error, timings } = end;
    return {
      fields,
      ...(response && { response }),
      ...(error && {
        failure: error instanceof CertifyError ? error : transportFailure(error, origin, connection?.error),
      }),
      ...(connection && { tls: connection.tls }),
      timings,
    };
  });

  const timer = setTimeout(() => {
    // Undici cannot abort a request that waits for its connection: then the lane goes.
    if (!handler.abort(late(origin, timeoutMs))) void from.drop(lane);
  }, timeoutMs);

  lane.pending++;
  void handler.over.finally(() => {
    lane.pending--;
    clearTimeout(timer);
  });

  lane.client.dispatch(
    {
      method: request.method,
      path: request.target,
      // Content-Length is undici's to write.
      headers: fields.filter(([name]) => name !== 'connection' && name !== 'content-length').flat(),
      body: request.body.length > 0 ? request.body : null,
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  );
  return outcome;
}

function late(origin: string, timeoutMs: number): CertifyError {
  return new CertifyError('ERR_TIMEOUT', `${origin} did not answer within ${timeoutMs} ms`, {
    where: origin,
    expected: `an answer within ${timeoutMs} ms`,
    actual: 'no complete answer',
    advice: `Repeat the call; if it is slow every time, allow it more time or ask the operator of the target.${proxyAdvice(origin, process.env)}`,
  });
}
