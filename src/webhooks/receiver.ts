import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Randomness } from '../randomness.ts';
import { sameHmac } from '../signing/hmac.ts';
import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import { fieldValue } from '../signing/message.ts';
import type { HmacProfile } from '../signing/profile.ts';
import { codingOf, decodedContent } from './content-coding.ts';
import { deliveryOf } from './delivery.ts';
import { Inbox, type WaitOptions } from './inbox.ts';
import { keptBytes, readIncoming, unreadable, type Incoming } from './incoming.ts';
import { startListener, type ListenAddress } from './listener.ts';
import { nearMissOf } from './near-miss.ts';

export interface ReceiverOptions {
  /** The server's private key and its certificate for the host, PEM. Absent: plain HTTP, behind something that terminates TLS. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** Default: 127.0.0.1 and a port that the system chooses. */
  readonly listen?: ListenAddress;
  readonly hmac: { readonly secret: string; readonly profile: HmacProfile };
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly redactor?: Redactor;
  /** Status that acknowledges a delivery; default 202. */
  readonly acknowledge?: number;
  /** The expected request target; others are recorded. Default: `/`. */
  readonly path?: string;
}

/** An endpoint for webhooks. */
export interface Receiver {
  /** Where it listens: `https://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Answers the next `times` authentic webhooks of a payment with another status. */
  answerNext(clientTransactionId: string, status: number, times: number): void;
  /**
   * The first delivery that fits, whether it has arrived or is yet to.
   * @throws {CertifyError} ERR_TIMEOUT with what did arrive; ERR_INTERRUPTED when the receiver closes.
   */
  waitFor(predicate: (delivery: Delivery) => boolean, options: WaitOptions): Promise<Delivery>;
  /** What has arrived so far and fits, in the order of arrival. */
  arrived(predicate: (delivery: Delivery) => boolean): readonly Delivery[];
  /** The content of an authentic delivery, parsed and unredacted; undefined when it was not JSON. It may hold secrets. */
  payload(delivery: Delivery): unknown;
  /** Stops listening. Whoever waits is told. */
  close(): Promise<void>;
}

const loopback: ListenAddress = { host: '127.0.0.1', port: 0 };

/** How many invalid HMACs are analysed: that takes time, and anyone can send them. */
const mostLookedAt = 200;

/**
 * Starts a receiver. It acknowledges what is authentic and well-formed, and answers 401 to an HMAC that does not fit, 405 to another
 * method than POST, 413 to too much content and 400 to content that is not a JSON object. It records everything: requests with an
 * invalid HMAC without their content, and only the latest 100 of them.
 *
 * @throws {CertifyError} ERR_PORT
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { tls, hmac, clock, randomness, acknowledge = 202, path = '/' } = options;
  const { secret, profile } = hmac;
  const redactor = options.redactor ?? createRedactor({ secretFields: [profile.header] });
  redactor.learn(secret);
  const inbox = new Inbox();
  const payloads = new WeakMap<Delivery, unknown>();
  const events = new Map<string, Delivery>();
  /** Answers still to be given instead of the acknowledgement, by payment. */
  const planned = new Map<string, number[]>();
  let lookedAt = 0;

  const plannedFor = (id: unknown): number[] | undefined => (typeof id === 'string' ? planned.get(id) : undefined);

  /** Earlier deliveries with the same notification id: one event, unless the content differs. */
  const earlier = (payload: JsonRecord): Pick<Delivery, 'repeats' | 'contradicts'> => {
    const first = events.get(notificationIdOf(payload) ?? '');
    if (first === undefined) return {};
    return isDeepStrictEqual(payloads.get(first), payload) ? { repeats: first.id } : { contradicts: first.id };
  };

  const receive = (wire: Incoming): number => {
    const signature = fieldValue(wire.fields, profile.header);
    const decoded = decodedContent(wire);
    // Whether the HMAC is made before or after a content is encoded, no page says.
    const macs = [
      wire.mac,
      ...(decoded === undefined ? [] : [createHmac(profile.hash, secret).update(decoded).digest()]),
    ];
    const hmacVerified = signature !== undefined && macs.some((mac) => sameHmac(signature, mac, profile));
    const incoming = hmacVerified && decoded !== undefined ? { ...wire, body: decoded, length: decoded.length } : wire;
    const payload = incoming.length > keptBytes ? undefined : parsed(incoming.body);
    const [problem, refusal] = problemOf(incoming, payload);
    const isWebhook = hmacVerified && problem === undefined && payload !== undefined;
    const isNear = !hmacVerified && incoming.length === incoming.body.length && ++lookedAt <= mostLookedAt;
    const arrived = {
      ...{ id: randomness.uuid(), receivedAt: clock.now(), incoming, payload, hmacVerified, problem, path },
      answeredWith: hmacVerified
        ? (refusal ?? plannedFor(payload?.['clientTransactionId'])?.shift() ?? acknowledge)
        : 401,
      ...(isNear && { nearMiss: nearMissOf(incoming, secret, profile) }),
      ...(isWebhook && earlier(payload)),
      ...(incoming !== wire && { note: `came encoded with ${codingOf(wire) ?? ''}, and is kept without that` }),
    };
    const delivery = deliveryOf(arrived, redactor);
    if (hmacVerified) payloads.set(delivery, payload);
    const event = isWebhook ? notificationIdOf(payload) : undefined;
    if (event !== undefined && !events.has(event)) events.set(event, delivery);
    inbox.add(delivery);
    return arrived.answeredWith;
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void readIncoming(request, createHmac(profile.hash, secret)).then((incoming) => {
      const status = receive(incoming);
      if (incoming.broken !== undefined) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, status === 405 ? { Allow: 'POST', 'Content-Length': 0 } : { 'Content-Length': 0 });
      response.end();
    });
  };
  const listener = await startListener({
    ...(tls && { tls }),
    address: options.listen ?? loopback,
    onRequest,
    onUnreadable: (problem) => {
      receive(unreadable(problem, secret));
    },
  });

  return {
    url: listener.url,
    answerNext: (clientTransactionId, status, times) => {
      const statuses = planned.get(clientTransactionId) ?? [];
      planned.set(clientTransactionId, [...statuses, ...Array.from({ length: times }, () => status)]);
    },
    waitFor: (predicate, wait) => inbox.waitFor(predicate, wait),
    arrived: (predicate) => inbox.all(predicate),
    payload: (delivery) => payloads.get(delivery),
    close: async () => {
      inbox.close();
      await listener.close();
    },
  };
}

/** Why a request is not a webhook, and its status; the content is judged last. */
function problemOf(
  { method, broken, length, body, fields }: Incoming,
  payload: JsonRecord | undefined,
): readonly [problem?: string, status?: number] {
  if (broken !== undefined) return [broken, 400];
  if (method !== 'POST') return [`came with the method ${method}, not POST`, 405];
  if (length > keptBytes) return [`has ${length} bytes, more than the ${keptBytes} that are read`, 413];
  if (payload !== undefined) return [];
  if (length === 0) return ['has no content', 400];
  const coding = codingOf({ fields });
  if (coding !== undefined) return [`has content that is encoded with ${coding}`, 400];
  const mark = body.subarray(0, 3).equals(Buffer.from('\ufeff')) ? ': it begins with a byte order mark' : '';
  return [`has content that is not a JSON object${mark}`, 400];
}

const notificationIdOf = (payload: JsonRecord): string | undefined => {
  const id = payload['notificationId'];
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** The content when it is a JSON object. */
function parsed(body: Buffer): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
