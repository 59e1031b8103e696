import type { Delivery } from '../contract/types/delivery.ts';
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

/** The evidence of a delivery: what arrived, without its secrets. */
export function deliveryOf(arrived: Arrived, redactor: Redactor): Delivery {
  const { id, receivedAt, fields, body, payload, hmacVerified, answeredWith } = arrived;
  const content = redactor.body(body);
  return {
    id,
    receivedAt: new Date(receivedAt).toISOString(),
    fields: redactor.fields(fields),
    body: content,
    ...Object.fromEntries(
      identifying.flatMap((name) => (typeof payload?.[name] === 'string' ? [[name, payload[name]]] : [])),
    ),
    hmacVerified,
    answeredWith,
  };
}
