import type { Clock } from '../../clock.ts';
import type { Send } from '../interceptor.ts';
import type { Deadline, Transport } from '../transport/transport.ts';

export interface RecordOptions {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Deadline of requests that name none. */
  readonly timeoutMs: number;
}

/** The end of the chain: hands the request to the transport and keeps what went over the wire, both ways. */
export function record(transport: Transport, { baseUrl, clock, timeoutMs }: RecordOptions): Send {
  return async (outgoing) => {
    const { method, target, body, connection, options } = outgoing;
    const startedAt = clock.now();
    const deadline: Deadline = {
      timeoutMs: options.timeoutMs ?? timeoutMs,
      ...(options.signal && { signal: options.signal }),
    };
    const { fields, ...outcome } = await transport.exchange(outgoing, connection, deadline);
    return { outgoing, request: { method, url: baseUrl + target, fields, body }, startedAt, ...outcome };
  };
}
