import type { Clock } from '../../clock.ts';
import type { Send } from '../interceptor.ts';
import { isRepeatable } from '../retries/repeatable.ts';
import type { Transport } from '../transport/transport.ts';

export interface RecordOptions {
  /** Sends what cannot be repeated over a connection that no request was sent over. */
  readonly fresh: boolean;
  readonly baseUrl: string;
  readonly clock: Clock;
}

/** The end of the chain: hands the request to the transport and keeps what went over the wire, both ways. */
export function record(transport: Transport, { baseUrl, clock, fresh }: RecordOptions): Send {
  return async (outgoing) => {
    const { method, target, body, connection } = outgoing;
    const startedAt = clock.now();
    const { fields, ...outcome } = await transport.exchange(outgoing, connection, fresh && !isRepeatable(outgoing));
    return { outgoing, request: { method, url: baseUrl + target, fields, body }, startedAt, ...outcome };
  };
}
