import type { Protocol } from '../../contract/protocol.ts';
import { conclude, settle } from '../payments/authorization.ts';
import { assertAllowed } from '../payments/life-cycle.ts';
import { newPayment } from '../payments/new-payment.ts';
import { outcomeOf } from '../payments/outcome.ts';
import type { ChargeRequest } from '../payments/requests.ts';
import { assertChargeable } from '../payments/scheme-rules.ts';
import { startedView } from '../payments/views.ts';
import { referenceUsed } from './reference-used.ts';
import { Refusal } from '../refusal.ts';
import type { Organization } from '../state/organization.ts';
import type { WritingHandler } from './operation.ts';

/** Charges a stored credential without the payer. */
export const charge: WritingHandler<ChargeRequest> = (
  request,
  { organization, now },
  { behaviour, randomness, protocol },
) => {
  assertChargeable(request, protocol.schemes);
  assertCredential(request, organization, protocol.payments);
  const { payments, mocks } = organization;
  if (payments.hasReference(request)) throw referenceUsed(request.clientTransactionId);

  const payment = newPayment(request, 'ONE_TIME', now, randomness);
  assertAllowed(behaviour.lifeCycle, 'charge', payment, now);
  settle(payment, 'charge', outcomeOf('charge', payment, mocks), now);
  const notifications = conclude(payment, organization, randomness);
  payments.add(payment);
  return { body: startedView(payment), notifications };
};

/** A payment token is valid for its account, scheme and payer (STORED), depending on settings. */
function assertCredential(
  request: ChargeRequest,
  { payments }: Organization,
  { chargeWithoutToken, tokenReach }: Protocol['payments'],
): void {
  const { processingAccountId, providerDetails, payerDetails } = request;
  if (payerDetails.paymentToken === undefined && chargeWithoutToken === 'accepted') return;
  const agreed = payments.findByToken(payerDetails.paymentToken ?? '');
  const fits =
    agreed?.processingAccountId === processingAccountId &&
    (tokenReach === 'merchant' ||
      (agreed.provider.providerId === providerDetails.providerId && agreed.payer.payerId === payerDetails.payerId));
  if (fits) return;
  const finding = payerDetails.paymentToken === undefined ? 'is required' : 'is not known for this payer and provider';
  throw new Refusal('invalidInput', { fields: { 'payerDetails.paymentToken': `Payment token ${finding}` } });
}
