import type { Exchange } from '../../contract/types/exchange.ts';
import { CertifyError } from '../../errors.ts';
import type { Fields } from '../../signing/message.ts';
import type { ReceivedResponse } from '../exchanged.ts';
import { Connections, type Lane, type TlsOptions } from './connections.ts';
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

export interface Deadline {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
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
  readonly connectTimeoutMs: number;
}

/** Sends requests over mutual TLS. Regular connections are kept alive, spoilt ones serve one request each. */
export interface Transport {
  /** Resolves whatever the wire did. */
  exchange(request: WireRequest, kind: ConnectionKind | TlsIdentity, deadline: Deadline): Promise<Outcome>;
  close(): Promise<void>;
}

export function createTransport(options: TransportOptions): Transport {
  const { origin, tlsOptions, connections, connectTimeoutMs } = options;
  const { host } = new URL(origin);
  let regular: Promise<Connections> | undefined;

  const open = async (kind: ConnectionKind | TlsIdentity, limit: number) =>
    new Connections(origin, await tlsOptions(kind), limit, connectTimeoutMs);

  const overLane = (from: Connections, request: WireRequest, deadline: Deadline): Promise<Outcome> =>
    send(from, from.lane(), request, { origin, host, ...deadline });

  return {
    async exchange(request, kind, deadline) {
      if (kind === 'regular') {
        regular ??= open(kind, connections);
        return overLane(await regular, request, deadline);
      }
      const once = await open(kind, 1);
      try {
        return await overLane(once, request, deadline);
      } finally {
        await once.close();
      }
    },
    async close() {
      await (await regular)?.close();
    },
  };
}

interface Sending extends Deadline {
  readonly origin: string;
  readonly host: string;
}

function send(from: Connections, lane: Lane, request: WireRequest, sending: Sending): Promise<Outcome> {
  const { origin, host, timeoutMs, signal } = sending;
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

  /** Undici cannot abort a request that waits for its connection: then the lane goes. */
  const abort = (reason: CertifyError) => {
    if (!handler.abort(reason)) void from.drop(lane);
  };
  const timer = setTimeout(() => {
    abort(late(origin, timeoutMs));
  }, timeoutMs);
  const interrupt = () => {
    abort(interrupted(origin));
  };
  signal?.addEventListener('abort', interrupt, { once: true });

  lane.pending++;
  void handler.over.finally(() => {
    lane.pending--;
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  });

  if (signal?.aborted === true) handler.abort(interrupted(origin));
  else {
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
  }
  return outcome;
}

function late(origin: string, timeoutMs: number): CertifyError {
  return new CertifyError('ERR_TIMEOUT', `${origin} did not answer within ${timeoutMs} ms`, {
    where: origin,
    expected: `an answer within ${timeoutMs} ms`,
    actual: 'no complete answer',
    advice: 'Repeat the call; if it is slow every time, allow it more time or ask the operator of the target.',
  });
}

function interrupted(origin: string): CertifyError {
  return new CertifyError('ERR_INTERRUPTED', `The call to ${origin} was interrupted`, {
    where: origin,
    advice: 'Repeat it: the target may have received it.',
  });
}
