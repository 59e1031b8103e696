import type { Randomness } from '../../randomness.ts';
import { shortId } from '../identifiers.ts';
import { timestamp } from '../timestamp.ts';
import type { PayerDetails, Payment, ProviderDetails, TransactionType } from './payment.ts';
import type { InitiateRequest, StartRequest } from './requests.ts';
import { approvalSecondsOf, schemes, type ProviderId, type SchemeSettings } from './schemes.ts';

/**
 * A payment that a request asks for, before the scheme has seen it. Captured automatically unless told otherwise (OAS examples), or
 * tokenized, which excludes it (OAS).
 */
export function newPayment(
  request: StartRequest,
  transactionType: TransactionType,
  now: number,
  randomness: Randomness,
): Payment {
  const { processingAccountId, clientTransactionId, paymentDetails, providerDetails, payerDetails, metadata } = request;
  return {
    transactionId: shortId(randomness),
    processingAccountId,
    clientTransactionId,
    transactionType,
    details: { ...paymentDetails, autoCapture: paymentDetails.autoCapture ?? transactionType !== 'TOKENIZED' },
    payer: shown(payerDetails),
    ...(metadata !== undefined && { metadata }),
    captures: [],
    refunds: [],
    decisions: [],
    createdAt: now,
    provider: registered(providerDetails.providerId, now, randomness),
    status: 'NEW',
    statusInfo: { reasonCode: '-1', message: 'New' },
    payerApproved: false,
  };
}

/** What the scheme answers to something that is registered with it. */
export function registered(providerId: ProviderId, now: number, randomness: Randomness): ProviderDetails {
  return {
    providerId,
    providerTransactionId: randomness.uuid(),
    registeredAt: timestamp(now),
  };
}

/** How the payer gets to approve, and until when. */
export function approvalDetails(
  request: InitiateRequest,
  transactionId: string,
  now: number,
  settings: SchemeSettings,
): Partial<ProviderDetails> {
  const { providerId } = request.providerDetails;
  const { approval } = schemes[providerId];
  const way = approval(request);
  const page = `https://${providerId.toLowerCase()}.example/approve/${transactionId}`;
  return {
    ...(way !== 'push' && { [way]: page }),
    expiresAt: timestamp(now + approvalSecondsOf(providerId, settings) * 1000),
  };
}

/** The payer's details that answers repeat. */
function shown({ payerId, oneTimeCode, phone }: PayerDetails): PayerDetails {
  return {
    payerId,
    ...(oneTimeCode !== undefined && { oneTimeCode }),
    ...(phone !== undefined && { phone }),
  };
}
