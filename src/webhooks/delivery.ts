import type { Delivery } from '../contract/types/delivery.ts';
import { keptBody } from '../evidence/kept.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Incoming } from './incoming.ts';
import type { NearMiss } from './near-miss.ts';

/** A webhook as it arrived, secrets and all. */
export interface Arrived {
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly receivedAt: number;
  readonly incoming: Incoming;
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  readonly hmacVerified: boolean;
  /** Why it is not a webhook, with any HMAC. */
  readonly problem?: string | undefined;
  readonly nearMiss?: NearMiss | undefined;
  /** The first delivery of the same notification. */
  readonly repeats?: string | undefined;
  /** A delivery of other content under the same notification id. */
  readonly contradicts?: string | undefined;
  /** What is to be said of it and is no fault. */
  readonly note?: string | undefined;
  readonly answeredWith: number;
  /** Where webhooks are expected. */
  readonly path: string;
}

/** Members of the content that tell deliveries apart. */
const identifying = ['notificationType', 'notificationId', 'transactionId', 'clientTransactionId'] as const;
const longestName = 128;
const longestPath = 512;
/** How much to keep of a request that is too long to be a webhook, in characters. */
const longestBeginning = 64 * 1024;

/**
 * The evidence of a delivery: what arrived, without its secrets. Anyone can send what has no fitting HMAC, so nothing is learned of
 * its content, and only what tells it apart is kept.
 */
export function deliveryOf(arrived: Arrived, redactor: Redactor): Delivery {
  const { id, receivedAt, incoming, payload, hmacVerified, answeredWith, problem, nearMiss } = arrived;
  const { repeats, contradicts, note } = arrived;
  const content = contentOf(incoming, hmacVerified, redactor);
  return {
    id,
    receivedAt: new Date(receivedAt).toISOString(),
    ...lineOf(incoming, arrived.path, redactor),
    fields: redactor.fields(incoming.fields),
    body: content,
    ...(payload && namesIn(payload, redactor)),
    hmacVerified,
    ...(problem !== undefined && { problem }),
    ...(nearMiss && { nearMiss }),
    ...(repeats !== undefined && { repeats }),
    ...(contradicts !== undefined && { contradicts }),
    ...(note !== undefined && { note }),
    answeredWith,
  };
}

/** Members that are recorded only if they differ from a normal webhook. */
function lineOf({ method, path }: Incoming, expected: string, redactor: Redactor): Pick<Delivery, 'method' | 'path'> {
  return {
    ...(method !== 'POST' && { method }),
    ...(path !== expected && path !== '' && { path: redactor.text(path.slice(0, longestPath)) }),
  };
}

function contentOf({ body, length, sha256 }: Incoming, hmacVerified: boolean, redactor: Redactor): string {
  const whole = length === body.length;
  if (!hmacVerified) return `[not kept: invalid HMAC; ${length} bytes${whole ? '' : `, SHA-256 ${sha256}`}]`;
  if (whole) return keptBody(body, redactor);
  const beginning = redactor.body(body).slice(0, longestBeginning);
  return `[cut to ${beginning.length} characters; in all ${length} bytes, SHA-256 ${sha256}]\n${beginning}`;
}

function namesIn(
  payload: NonNullable<Arrived['payload']>,
  redactor: Redactor,
): Partial<Record<(typeof identifying)[number], string>> {
  return Object.fromEntries(
    identifying.flatMap((name) => {
      const value = payload[name];
      return typeof value === 'string' && value.length <= longestName ? [[name, redactor.text(value)]] : [];
    }),
  );
}
