import type { Randomness } from '../../randomness.ts';
import { shortId } from '../identifiers.ts';
import { timestamp } from '../timestamp.ts';
import { registered } from './new-payment.ts';
import type { Outcome } from './outcome.ts';
import type { Movement, Payment } from './payment.ts';

export interface MovementOrder {
  readonly clientTransactionId: string;
  /** Minor units. */
  readonly amount: number;
}

/** A capture or refund as the scheme answered it: a transaction of its own (assumed). */
export function newMovement(
  payment: Payment,
  { clientTransactionId, amount }: MovementOrder,
  { status, statusInfo, provider }: Outcome<'capture' | 'refund'>,
  now: number,
  randomness: Randomness,
): Movement {
  return {
    transactionId: shortId(randomness),
    clientTransactionId,
    amount,
    provider: { ...registered(payment.provider.providerId, now, randomness), ...provider },
    timestamp: timestamp(now),
    status,
    statusInfo,
  };
}
