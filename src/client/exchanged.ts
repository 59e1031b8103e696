import type { Exchange } from '../contract/types/exchange.ts';
import type { CertifyError } from '../errors.ts';
import type { Fields } from '../signing/message.ts';

/** A request as it went over the wire. It holds secrets. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly fields: Fields;
  readonly body: Buffer;
}

/** A response as it came over the wire. It holds secrets. */
export interface ReceivedResponse {
  readonly status: number;
  readonly fields: Fields;
  readonly body: Buffer;
  /** The content, parsed; undefined when it is not JSON. */
  readonly json?: unknown;
}

/** What became of the response's signature. */
export type Verification = NonNullable<Exchange['signature']['response']>;

/** One exchange, over. Everything but `evidence` and `failure` may hold secrets. */
export interface Exchanged {
  readonly request: SentRequest;
  /** Absent when none came. */
  readonly response?: ReceivedResponse;
  /** Why there is no response, or none that can be relied on because its signature does not verify. */
  readonly failure?: CertifyError;
  /** Absent when no response came. */
  readonly verification?: Verification;
  /** The key that the request carried. */
  readonly idempotencyKey?: string;
  /** How many times it was sent because earlier responses said nothing about the API; the last one counts. Absent: once. */
  readonly attempts?: number;
  /** Total pause between them, in seconds. */
  readonly paused?: number;
  /** The exchange without its secrets. Made when first read. */
  readonly evidence: Exchange;
}
