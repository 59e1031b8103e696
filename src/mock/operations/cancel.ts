import { settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { CancelRequest } from '../payments/requests.ts';
import { detailedView, statusView } from '../payments/views.ts';
import { finalized } from '../notifications/notification.ts';
import type { WritingHandler } from './operation.ts';
import { subjectOf } from './subject.ts';

/** Cancels a payment of which nothing is captured. A cancellation that is declined leaves the payment as it was. */
export const cancel: WritingHandler<CancelRequest> = (request, call, { behaviour }) => {
  const { organization, now } = call;
  const payment = subjectOf(call, request);
  assertAllowed(behaviour.lifeCycle, 'cancel', payment, now);
  const outcome = outcomeOf('cancel', payment, organization.mocks);
  const { status, statusInfo } = outcome;
  if (status === 'DECLINED') return { body: { ...statusView(payment), metadata: undefined, status, statusInfo } };
  settle(payment, 'cancel', outcome, now);
  organization.payments.save(payment);
  return { body: detailedView(payment), notifications: [finalized(payment)] };
};
