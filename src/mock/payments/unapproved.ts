import type { Protocol } from '../../contract/protocol.ts';
import { finalized } from '../notifications/notification.ts';
import { tell } from '../notifications/tell.ts';
import type { Nopan } from '../nopan.ts';
import type { Organization } from '../state/organization.ts';
import { assertAllowed } from './life-cycle.ts';
import type { Payment } from './payment.ts';

const reasons = { decline: 'declinedByPayer', expire: 'expired' } as const satisfies Record<
  string,
  keyof Protocol['outcomes']
>;

/**
 * Ends a payment that the payer has not approved. It happens at the scheme, so the organization is told whatever the answers tell.
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @throws {Refusal} transitionNotAllowed
 */
export function endUnapproved(
  action: keyof typeof reasons,
  payment: Payment,
  now: number,
  organization: Organization,
  nopan: Nopan,
): void {
  assertAllowed(nopan.behaviour.lifeCycle, action, payment, now);
  payment.status = 'DECLINED';
  payment.statusInfo = nopan.protocol.outcomes[reasons[action]];
  payment.concludedAt = now;
  payment.decisions.push({ action, status: payment.status, statusInfo: payment.statusInfo, at: now });
  organization.payments.save(payment);
  tell(finalized(payment), organization, nopan);
}
