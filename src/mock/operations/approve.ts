import { assertAllowed } from '../payments/life-cycle.ts';
import { initiated } from '../notifications/notification.ts';
import type { Handler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/**
 * Approves a pending payment in the payer's place. Only the path of this operation is documented (assumed). The payment stays
 * PENDING until it is finalized; the approval happens at the scheme, so the organization is told of it whatever the answers tell.
 */
export const approve: Handler<unknown> = (_none, call, { dispatcher }) => {
  const payment = subjectInPath(call);
  assertAllowed('approve', payment);
  payment.payerApproved = true;
  dispatcher.dispatch(call.organization, initiated(payment));
  return {};
};
