import type { Movement, Payment, PaymentStatus } from '../payments/payment.ts';

/** Something that happened to a payment. */
export interface PaymentEvent {
  /** The operation that brought it about: INITIATE, CAPTURE. */
  readonly type: string;
  readonly status: PaymentStatus | Movement['status'];
  readonly reasonCode: string;
  /** Minor units. */
  readonly amount: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
}

/** All that happened to a payment, oldest first. What is told of a time does not change later: each status has its own event. */
export function eventsOf({ decisions, details: { amount }, captures, refunds }: Payment): PaymentEvent[] {
  const events = [
    ...decisions.map(({ action, status, statusInfo: { reasonCode }, at }): PaymentEvent => {
      return { type: action.toUpperCase(), status, reasonCode, amount, at };
    }),
    ...captures.flatMap((capture) => movementEvents('CAPTURE', capture)),
    ...refunds.flatMap((refund) => movementEvents('REFUND', refund)),
  ];
  return events.sort((one, other) => one.at - other.at);
}

function movementEvents(type: 'CAPTURE' | 'REFUND', movement: Movement): PaymentEvent[] {
  const { amount, status, approvedAt } = movement;
  const { reasonCode } = movement.statusInfo;
  const at = Date.parse(movement.timestamp);
  if (approvedAt === undefined) return [{ type, status, reasonCode, amount, at }];
  return [
    { type, status: 'ACCEPTED', reasonCode, amount, at },
    { type, status, reasonCode, amount, at: approvedAt },
  ];
}
