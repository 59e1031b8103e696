import { total, type Movement, type Payment } from './payment.ts';

/*
 * A payment as the answers of each operation show it (OAS): fields that are undefined are left out of the JSON.
 */

/** status */
export function statusView(payment: Payment): object {
  const { transactionId, processingAccountId, clientTransactionId, metadata, status, statusInfo } = payment;
  return { transactionId, processingAccountId, clientTransactionId, metadata, status, statusInfo };
}

/** initiate and charge */
export function startedView(payment: Payment): object {
  return { ...statusView(payment), providerDetails: payment.provider };
}

/** finalize and cancel; a decline comes without details, as in the example */
export function detailedView(payment: Payment): object {
  if (payment.status === 'DECLINED') return { ...statusView(payment), metadata: undefined };
  return {
    ...startedView(payment),
    payerDetails: { ...payment.payer, paymentToken: payment.paymentToken },
    paymentDetails: payment.details,
  };
}

/** capture and refund */
export function movementView(payment: Payment, movement: Movement): object {
  const { transactionId, clientTransactionId, amount, provider, status, statusInfo } = movement;
  return {
    originalTransactionId: payment.transactionId,
    transactionId,
    processingAccountId: payment.processingAccountId,
    clientTransactionId,
    providerDetails: provider,
    paymentDetails: { amount },
    status,
    statusInfo,
  };
}

/** events */
export function eventsView(payment: Payment): object {
  return {
    ...startedView(payment),
    payerDetails: { ...payment.payer, paymentToken: payment.paymentToken },
    paymentDetails: {
      ...payment.details,
      capturedAmount: total(payment.captures, 'APPROVED'),
      refundedAmount: total(payment.refunds, 'APPROVED'),
      captures: payment.captures.map(historyView),
      refunds: payment.refunds.map(historyView),
    },
  };
}

function historyView({ clientTransactionId, amount, provider, status, statusInfo, timestamp }: Movement): object {
  const { providerTransactionId, registeredAt } = provider;
  return {
    clientTransactionId,
    paymentDetails: { amount },
    providerDetails: { providerTransactionId, registeredAt },
    status,
    statusInfo,
    timestamp,
  };
}
