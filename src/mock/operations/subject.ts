import type { Call } from '../call.ts';
import type { Payment } from '../payments/payment.ts';
import { Refusal } from '../refusal.ts';

interface Subject {
  readonly transactionId: string;
  readonly processingAccountId: string;
}

/** The payment that a request is about. @throws {Refusal} notFound, also for another account's payment (assumed) */
export function subjectOf(call: Call, { transactionId, processingAccountId }: Subject): Payment {
  const payment = call.organization.payments.find(transactionId);
  if (payment?.processingAccountId !== processingAccountId) throw new Refusal('notFound');
  return payment;
}

/** The payment that the path names. @throws {Refusal} notFound */
export function subjectInPath({ organization, parameters }: Call): Payment {
  const payment = organization.payments.find(parameters['transactionId'] ?? '');
  if (payment === undefined) throw new Refusal('notFound');
  return payment;
}
