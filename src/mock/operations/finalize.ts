import { conclude, settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { FinalizeRequest } from '../payments/requests.ts';
import { detailedView } from '../payments/views.ts';
import type { WritingHandler } from './operation.ts';
import { subjectOf } from './subject.ts';

/** Finishes a payment that the payer has approved; before the approval it stays PENDING (assumed). */
export const finalize: WritingHandler<FinalizeRequest> = (request, call, { behaviour, randomness }) => {
  const { organization, now } = call;
  const payment = subjectOf(call, request);
  assertAllowed(behaviour.lifeCycle, 'finalize', payment, now);
  settle(payment, 'finalize', outcomeOf('finalize', payment, organization.mocks), now);
  const notifications = conclude(payment, organization, randomness);
  organization.payments.save(payment);
  return { body: detailedView(payment), notifications };
};
