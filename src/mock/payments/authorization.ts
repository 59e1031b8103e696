import type { Randomness } from '../../randomness.ts';
import type { Organization } from '../state/organization.ts';
import { captured, finalized, type Notification } from '../notifications/notification.ts';
import type { DecidingAction } from './life-cycle.ts';
import { newMovement } from './movement.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Payment } from './payment.ts';
import { newPaymentToken } from './payment-token.ts';

/** Takes over what the scheme made of a step that decides about the payment as a whole. */
export function settle(
  payment: Payment,
  action: DecidingAction,
  { status, statusInfo, provider }: Outcome<DecidingAction>,
  now: number,
): void {
  if (status !== payment.status) payment.decisions.push({ action, status, statusInfo, at: now });
  payment.status = status;
  payment.statusInfo = statusInfo;
  payment.provider = { ...payment.provider, ...provider };
  if (status !== 'PENDING') payment.concludedAt = now;
}

/**
 * What follows when a scheme has decided about a payment, with the payer present or not: a credential is stored, the amount captured
 * unless that was deferred, and the organization told.
 */
export function conclude(payment: Payment, organization: Organization, randomness: Randomness): Notification[] {
  if (payment.status === 'PENDING') return [];
  if (payment.status !== 'APPROVED') return [finalized(payment)];
  if (payment.transactionType !== 'ONE_TIME') storeCredential(payment, organization, randomness);
  if (!payment.details.autoCapture) return [finalized(payment)];
  const order = { clientTransactionId: payment.clientTransactionId, amount: payment.details.amount };
  const outcome = outcomeOf('capture', payment, organization.mocks);
  const capture = newMovement(payment, order, outcome, organization.clock.now(), randomness);
  payment.captures.push(capture);
  return [finalized(payment), captured(payment, capture)];
}

function storeCredential(payment: Payment, { payments }: Organization, randomness: Randomness): void {
  payment.paymentToken = newPaymentToken(randomness);
  payments.store(payment.paymentToken, payment);
}
