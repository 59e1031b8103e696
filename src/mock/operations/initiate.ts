import { settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { approvalDetails, newPayment } from '../payments/new-payment.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { InitiateRequest } from '../payments/requests.ts';
import { assertInitiable } from '../payments/scheme-rules.ts';
import { startedView } from '../payments/views.ts';
import { referenceUsed } from './reference-used.ts';
import { initiated } from '../notifications/notification.ts';
import type { WritingHandler } from './operation.ts';

/** Starts a payment with the payer present. */
export const initiate: WritingHandler<InitiateRequest> = (
  request,
  { organization, now },
  { behaviour, randomness, protocol },
) => {
  assertInitiable(request, protocol.schemes);
  const { agenda, payments, mocks } = organization;
  if (payments.hasReference(request)) throw referenceUsed(request.clientTransactionId);

  const payment = newPayment(request, request.transactionType, now, randomness);
  const { transactionId } = payment;
  assertAllowed(behaviour.lifeCycle, 'initiate', payment, now);
  payment.provider = { ...payment.provider, ...approvalDetails(request, transactionId, now, protocol.schemes) };
  settle(payment, 'initiate', outcomeOf('initiate', payment, mocks), now);
  payments.add(payment);
  const { expiresAt } = payment.provider;
  if (payment.status === 'PENDING' && expiresAt !== undefined) {
    agenda.add(Date.parse(expiresAt), { kind: 'expire', transactionId });
  }
  return { body: startedView(payment), notifications: [initiated(payment)] };
};
