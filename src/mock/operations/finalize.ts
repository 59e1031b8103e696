import { conclude, settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { FinalizeRequest } from '../payments/requests.ts';
import { detailedView } from '../payments/views.ts';
import type { Handler } from './operation.ts';
import { subjectOf } from './subject.ts';

/** Finishes a payment that the payer has approved; before the approval it stays PENDING (assumed). */
export const finalize: Handler<FinalizeRequest> = (request, call, { randomness }) => {
  const { organization } = call;
  const payment = subjectOf(call, request);
  assertAllowed('finalize', payment);
  settle(payment, outcomeOf('finalize', payment, organization.mocks));
  const notifications = conclude(payment, organization, randomness);
  return { body: detailedView(payment), notifications };
};
