import { assertAllowed } from '../payments/life-cycle.ts';
import { newMovement } from '../payments/movement.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { MovementRequest } from '../payments/requests.ts';
import { movementView } from '../payments/views.ts';
import { refunded } from '../notifications/notification.ts';
import { assertNewReference, orderOf } from './movement-order.ts';
import type { WritingHandler } from './operation.ts';
import { subjectOf } from './subject.ts';

/**
 * Gives back what was captured, in full or in part. A mock can make the refund ACCEPTED: then it is approved later
 * (schemes.refundSeconds), and the organization is notified again (assumed).
 */
export const refund: WritingHandler<MovementRequest> = (request, call, { behaviour, randomness, protocol }) => {
  const { organization, now } = call;
  const { agenda, mocks, payments } = organization;
  const payment = subjectOf(call, request);
  const order = orderOf(request);
  assertNewReference(order, payment, payment.refunds);
  assertAllowed(behaviour.lifeCycle, 'refund', payment, now, order.amount);
  const outcome = outcomeOf('refund', payment, mocks);
  const movement = newMovement(payment, order, outcome, now, randomness);
  payment.refunds.push(movement);
  payments.save(payment);
  if (movement.status === 'ACCEPTED') {
    const { transactionId } = payment;
    agenda.add(now + protocol.schemes.refundSeconds * 1000, {
      kind: 'settle-refund',
      transactionId,
      refundId: movement.transactionId,
    });
  }
  return { body: movementView(payment, movement), notifications: [refunded(payment, movement)] };
};
