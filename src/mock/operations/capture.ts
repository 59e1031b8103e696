import { assertAllowed } from '../payments/life-cycle.ts';
import { newMovement } from '../payments/movement.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { MovementRequest } from '../payments/requests.ts';
import { assertCapturable } from '../payments/scheme-rules.ts';
import { movementView } from '../payments/views.ts';
import { captured } from '../notifications/notification.ts';
import type { WritingHandler } from './operation.ts';
import { assertNewReference, orderOf } from './movement-order.ts';
import { subjectOf } from './subject.ts';

/** Captures an authorized payment whose capture was deferred, in full or in part. */
export const capture: WritingHandler<MovementRequest> = (request, call, { behaviour, randomness, protocol }) => {
  const { organization, now } = call;
  const payment = subjectOf(call, request);
  const order = orderOf(request);
  assertCapturable(payment, protocol.schemes);
  assertNewReference(order, payment, payment.captures);
  assertAllowed(behaviour.lifeCycle, 'capture', payment, now, order.amount);
  const outcome = outcomeOf('capture', payment, organization.mocks);
  const movement = newMovement(payment, order, outcome, now, randomness);
  payment.captures.push(movement);
  organization.payments.save(payment);
  return { body: movementView(payment, movement), notifications: [captured(payment, movement)] };
};
