import { Refusal } from '../refusal.ts';
import type { Guard } from './guard.ts';

/** One operation at a time on a payment: a second one has to wait (OAS: 423). */
export const lock: Guard = {
  name: 'lock',
  concerns: ({ writes, id }) => writes && id.startsWith('payments/'),
  async handle(call, _nopan, next) {
    const { locks } = call.organization;
    const payment = subjectOf(call.content as Subject);
    if (locks.has(payment)) throw new Refusal('processing', { reason: `Another operation on ${payment} is running` });
    locks.add(payment);
    try {
      return await next();
    } finally {
      locks.delete(payment);
    }
  },
};

interface Subject {
  readonly processingAccountId: string;
  readonly transactionId?: string;
  readonly clientTransactionId?: string;
}

/** The payment that a request is about: by Nopan's id, or by the client's reference when it is about to be made. */
function subjectOf({ processingAccountId, transactionId, clientTransactionId = '' }: Subject): string {
  return transactionId ?? `${processingAccountId} ${clientTransactionId}`;
}
