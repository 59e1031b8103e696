import { settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { approvalDetails, newPayment } from '../payments/new-payment.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { InitiateRequest } from '../payments/requests.ts';
import { assertInitiable } from '../payments/scheme-rules.ts';
import { startedView } from '../payments/views.ts';
import { Refusal } from '../refusal.ts';
import { initiated } from '../notifications/notification.ts';
import type { Handler } from './operation.ts';

/** Starts a payment with the payer present. */
export const initiate: Handler<InitiateRequest> = (request, { organization, now }, { randomness }) => {
  assertInitiable(request);
  const { payments, mocks } = organization;
  if (payments.hasReference(request)) throw new Refusal('alreadyExists');

  const payment = newPayment(request, request.transactionType, now, randomness);
  assertAllowed('initiate', payment);
  payment.provider = { ...payment.provider, ...approvalDetails(payment, now) };
  settle(payment, outcomeOf('initiate', payment, mocks));
  payments.add(payment);
  return { body: startedView(payment), notifications: [initiated(payment)] };
};
