import { conclude, settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { FinalizeRequest } from '../payments/requests.ts';
import { detailedView } from '../payments/views.ts';
import { Refusal } from '../refusal.ts';
import type { WritingHandler } from './operation.ts';
import { subjectOf } from './subject.ts';

/** Finishes a payment that the payer has approved; before the approval it stays PENDING, or a setting has it rejected (assumed). */
export const finalize: WritingHandler<FinalizeRequest> = (request, call, { behaviour, protocol, randomness }) => {
  const { organization, now } = call;
  const payment = subjectOf(call, request);
  assertAllowed(behaviour.lifeCycle, 'finalize', payment, now);
  const outcome = outcomeOf('finalize', payment, organization.mocks);
  if (outcome.isOpen === true && protocol.payments.beforeApproval === 'rejected') {
    throw new Refusal('transitionNotAllowed', { reason: 'finalize is allowed when the payer has approved it' });
  }
  settle(payment, 'finalize', outcome, now);
  const notifications = conclude(payment, organization, randomness);
  organization.payments.save(payment);
  return { body: detailedView(payment), notifications };
};
