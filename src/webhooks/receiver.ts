import type { Clock } from '../clock.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Randomness } from '../randomness.ts';
import type { HmacProfile } from '../signing/profile.ts';

export interface ReceiverOptions {
  /** The server's private key, PEM. */
  readonly key: string;
  /** The server's certificate for 127.0.0.1, PEM. */
  readonly certificate: string;
  readonly hmac: { readonly secret: string; readonly profile: HmacProfile };
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly redactor?: Redactor;
  /** Status that acknowledges a delivery; default 202. */
  readonly acknowledge?: number;
  readonly onDelivery?: (delivery: Delivery) => void;
}

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** An HTTPS endpoint for webhooks. */
export interface Receiver {
  /** Where to deliver: `https://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Answers the next `times` webhooks of a payment with another status. */
  answerNext(clientTransactionId: string, status: number, times: number): void;
  /** What has arrived so far, in order. */
  deliveries(predicate?: (delivery: Delivery) => boolean): Delivery[];
  /**
   * The first delivery that fits, whether it has arrived or is yet to.
   * @throws {CertifyError} ERR_TIMEOUT with what did arrive; ERR_INTERRUPTED when the signal aborts or the receiver closes.
   */
  waitFor(predicate: (delivery: Delivery) => boolean, options: WaitOptions): Promise<Delivery>;
  /** The content of a delivery, parsed and unredacted; undefined when it was not JSON. It may hold secrets. */
  payload(delivery: Delivery): unknown;
  close(): Promise<void>;
}

export function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  return Promise.reject(new Error(`not written yet: ${options.hmac.profile.header}`));
}
