import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Randomness } from '../randomness.ts';
import { verifyHmac } from '../signing/hmac.ts';
import { fieldValue, type Fields } from '../signing/message.ts';
import type { HmacProfile } from '../signing/profile.ts';
import { deliveryOf } from './delivery.ts';
import { Inbox, type WaitOptions } from './inbox.ts';

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

/** An HTTPS endpoint for webhooks. */
export interface Receiver {
  /** Where to deliver: `https://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Answers the next `times` authentic webhooks of a payment with another status. */
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
  /** Stops listening. Whoever waits is told. */
  close(): Promise<void>;
}

/** Far above any notification, in bytes. */
const bodyLimit = 256 * 1024;

/**
 * Starts a receiver on a port of 127.0.0.1 that the system chooses. It acknowledges what is authentic and well-formed, answers 401
 * to an HMAC that does not fit and 400 to content that is not a JSON object, and records all of them.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { key, certificate, hmac, clock, randomness, acknowledge = 202, onDelivery } = options;
  const redactor = options.redactor ?? createRedactor({ secretFields: [hmac.profile.header] });
  redactor.learn(hmac.secret);
  const inbox = new Inbox();
  const payloads = new WeakMap<Delivery, unknown>();
  /** Answers still to be given instead of the acknowledgement, by payment. */
  const planned = new Map<string, number[]>();

  const receive = (fields: Fields, body: Buffer): number => {
    const payload = parsed(body);
    const signature = fieldValue(fields, hmac.profile.header);
    const hmacVerified = signature !== undefined && verifyHmac(signature, body, hmac.secret, hmac.profile);
    const answeredWith = !hmacVerified
      ? 401
      : payload === undefined
        ? 400
        : (planned.get(String(payload['clientTransactionId']))?.shift() ?? acknowledge);
    const arrived = {
      id: randomness.uuid(),
      receivedAt: clock.now(),
      fields,
      body,
      payload,
      hmacVerified,
      answeredWith,
    };
    const delivery = deliveryOf(arrived, redactor);
    payloads.set(delivery, payload);
    inbox.add(delivery);
    onDelivery?.(delivery);
    return answeredWith;
  };

  const server = fastify({ https: { key, cert: certificate }, bodyLimit, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => {
    done(null, body);
  });
  server.post('/*', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await reply.code(receive(pairs(request.raw.rawHeaders), body)).send();
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `https://127.0.0.1:${port}/`,
    answerNext: (clientTransactionId, status, times) => {
      const statuses = planned.get(clientTransactionId) ?? [];
      planned.set(clientTransactionId, [...statuses, ...Array.from({ length: times }, () => status)]);
    },
    deliveries: (predicate) => inbox.all(predicate),
    waitFor: (predicate, wait) => inbox.waitFor(predicate, wait),
    payload: (delivery) => payloads.get(delivery),
    close: async () => {
      inbox.close();
      await server.close();
    },
  };
}

/** The content when it is a JSON object. */
function parsed(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function pairs(raw: readonly string[]): Fields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
