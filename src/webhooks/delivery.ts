import type { Delivery } from '../contract/types/delivery.ts';
import { keptBody } from '../evidence/kept.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Fields } from '../signing/message.ts';

/** A webhook as it arrived, secrets and all. */
export interface Arrived {
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly receivedAt: number;
  readonly fields: Fields;
  readonly body: Buffer;
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  readonly hmacVerified: boolean;
  readonly answeredWith: number;
}

/** Members of the content that tell deliveries apart. */
const identifying = ['notificationType', 'notificationId', 'transactionId', 'clientTransactionId'] as const;
const longestName = 128;

/**
 * The evidence of a delivery: what arrived, without its secrets. Anyone can send what has no fitting HMAC, so nothing is learned of
 * its content, and only what tells it apart is kept.
 */
export function deliveryOf(arrived: Arrived, redactor: Redactor): Delivery {
  const { id, receivedAt, fields, body, payload, hmacVerified, answeredWith } = arrived;
  const content = hmacVerified
    ? keptBody(body, redactor.body(body))
    : `[not kept: its HMAC does not fit; ${body.length} bytes]`;
  return {
    id,
    receivedAt: new Date(receivedAt).toISOString(),
    fields: redactor.fields(fields),
    body: content,
    ...(payload && namesIn(payload, redactor)),
    hmacVerified,
    answeredWith,
  };
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
