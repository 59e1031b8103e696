import { assertAllowed } from '../payments/life-cycle.ts';
import { initiated } from '../notifications/notification.ts';
import { tell } from '../notifications/tell.ts';
import type { WritingHandler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/**
 * Approves a pending payment in the payer's place. Only the path of this operation is documented (assumed). The payment stays
 * PENDING until it is finalized, and only its statusInfo shows that the payer has approved; the approval happens at the scheme, so the
 * organization is notified in any case.
 */
export const approve: WritingHandler<unknown> = (_none, call, nopan) => {
  const payment = subjectInPath(call);
  assertAllowed(nopan.behaviour.lifeCycle, 'approve', payment, call.now);
  payment.payerApproved = true;
  payment.statusInfo = nopan.protocol.outcomes.approvedByPayer;
  call.organization.payments.save(payment);
  const { approvalType } = nopan.protocol.webhooks;
  tell({ ...initiated(payment), notificationType: approvalType }, call.organization, nopan);
  return {};
};
