import type { MovementOrder } from '../payments/movement.ts';
import type { Movement, Payment } from '../payments/payment.ts';
import type { MovementRequest } from '../payments/requests.ts';
import { referenceUsed } from './reference-used.ts';

export function orderOf({ clientTransactionId, paymentDetails }: MovementRequest): MovementOrder {
  return { clientTransactionId, amount: paymentDetails.amount };
}

/**
 * The reference of a capture or refund is the payment's own, as in the examples, or one that no earlier movement of its kind had
 * (assumed).
 * @throws {Refusal} alreadyExists
 */
export function assertNewReference(order: MovementOrder, payment: Payment, earlier: readonly Movement[]): void {
  const { clientTransactionId } = order;
  if (clientTransactionId === payment.clientTransactionId) return;
  if (earlier.some((movement) => movement.clientTransactionId === clientTransactionId)) {
    throw referenceUsed(clientTransactionId);
  }
}
