import { refunded } from './notifications/notification.ts';
import { tell } from './notifications/tell.ts';
import type { Nopan } from './nopan.ts';
import { endUnapproved } from './payments/unapproved.ts';
import type { Task } from './state/agenda.ts';
import type { Organization } from './state/organization.ts';

/**
 * Performs a due task of an organization. Stale tasks are ignored.
 * @param dueAt milliseconds since 1970-01-01T00:00:00Z: what it changes bears that time
 */
export function performTask(task: Task, dueAt: number, organization: Organization, nopan: Nopan): void {
  if (task.kind === 'deliver') nopan.dispatcher.deliver(organization, task.deliveryId);
  else if (task.kind === 'expire') expirePayment(task.transactionId, dueAt, organization, nopan);
  else settleRefund(task, dueAt, organization, nopan);
}

function expirePayment(transactionId: string, dueAt: number, organization: Organization, nopan: Nopan): void {
  const payment = organization.payments.find(transactionId);
  if (payment?.status !== 'PENDING' || payment.payerApproved) return;
  endUnapproved('expire', payment, dueAt, organization, nopan);
}

type SettleRefund = Extract<Task, { kind: 'settle-refund' }>;

function settleRefund(
  { transactionId, refundId }: SettleRefund,
  dueAt: number,
  organization: Organization,
  nopan: Nopan,
): void {
  const payment = organization.payments.find(transactionId);
  const refund = payment?.refunds.find(({ transactionId: id }) => id === refundId);
  if (payment === undefined || refund?.status !== 'ACCEPTED') return;
  refund.status = 'APPROVED';
  refund.approvedAt = dueAt;
  refund.statusInfo = { reasonCode: '-1', message: 'Request processed successfully' };
  organization.payments.save(payment);
  tell(refunded(payment, refund), organization, nopan);
}
