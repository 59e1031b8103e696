import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { CertifyError } from '../errors.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Randomness } from '../randomness.ts';
import { verifyHmac } from '../signing/hmac.ts';
import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import { fieldValue, type Fields } from '../signing/message.ts';
import type { HmacProfile } from '../signing/profile.ts';
import { deliveryOf } from './delivery.ts';
import { Inbox, type WaitOptions } from './inbox.ts';

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

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

/** Far above any notification, in bytes. */
const bodyLimit = 256 * 1024;

/**
 * Starts a receiver. It acknowledges what is authentic and well-formed, answers 401 to an HMAC that does not fit and 400 to content
 * that is not a JSON object, and records all of them: those whose HMAC does not fit without their content, and the latest 100.
 *
 * @throws {CertifyError} ERR_PORT
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { tls, hmac, clock, randomness, acknowledge = 202 } = options;
  const redactor = options.redactor ?? createRedactor({ secretFields: [hmac.profile.header] });
  redactor.learn(hmac.secret);
  const inbox = new Inbox();
  const payloads = new WeakMap<Delivery, unknown>();
  /** Answers still to be given instead of the acknowledgement, by payment. */
  const planned = new Map<string, number[]>();

  const plannedFor = (id: unknown): number[] | undefined => (typeof id === 'string' ? planned.get(id) : undefined);

  const receive = (fields: Fields, body: Buffer): number => {
    const payload = parsed(body);
    const signature = fieldValue(fields, hmac.profile.header);
    const hmacVerified = signature !== undefined && verifyHmac(signature, body, hmac.secret, hmac.profile);
    const answeredWith = !hmacVerified
      ? 401
      : payload === undefined
        ? 400
        : (plannedFor(payload['clientTransactionId'])?.shift() ?? acknowledge);
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
    if (hmacVerified) payloads.set(delivery, payload);
    inbox.add(delivery);
    return answeredWith;
  };

  const https = tls === undefined ? null : { key: tls.key, cert: tls.certificate };
  const server = fastify({ https, bodyLimit, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => {
    done(null, body);
  });
  server.post('/*', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await reply.code(receive(pairs(request.raw.rawHeaders), body)).send();
  });
  const url = await listen(server, tls === undefined ? 'http' : 'https', options.listen ?? loopback);

  return {
    url,
    answerNext: (clientTransactionId, status, times) => {
      const statuses = planned.get(clientTransactionId) ?? [];
      planned.set(clientTransactionId, [...statuses, ...Array.from({ length: times }, () => status)]);
    },
    waitFor: (predicate, wait) => inbox.waitFor(predicate, wait),
    arrived: (predicate) => inbox.all(predicate),
    payload: (delivery) => payloads.get(delivery),
    close: async () => {
      inbox.close();
      await server.close();
    },
  };
}

/** What is needed of a server here, whether it speaks HTTP or HTTPS. */
interface Listening {
  listen(address: ListenAddress): Promise<string>;
  readonly server: { address(): AddressInfo | string | null };
}

async function listen(server: Listening, scheme: string, { host, port }: ListenAddress): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    throw new CertifyError('ERR_PORT', `The webhook receiver cannot listen on ${host}:${port}`, {
      where: `${host}:${port}`,
      expected: 'an address of this machine and a free port',
      actual: (cause as NodeJS.ErrnoException).code ?? String(cause),
      advice: 'Name another address as webhooks.listen, or end what listens there, such as another run.',
      cause,
    });
  }
  const { port: actual } = server.server.address() as AddressInfo;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${actual}/`;
}

/** The content when it is a JSON object. */
function parsed(body: Buffer): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function pairs(raw: readonly string[]): Fields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
