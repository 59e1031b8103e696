import { total, type Movement, type Payment, type StatusInfo } from '../payments/payment.ts';

/** OAS: the list is complete. */
export type NotificationType = 'PAYMENT_INITIATE' | 'PAYMENT_FINALIZE' | 'PAYMENT_CAPTURE' | 'PAYMENT_REFUND';

/** What an organization's webhooks are told, but for the notification's id. */
export interface Notification {
  readonly notificationType: NotificationType;
  /** The payment's, also where a capture or refund is told of (OAS examples). */
  readonly transactionId: string;
  /** The capture's or refund's own, where one is told of. */
  readonly clientTransactionId: string;
  readonly status: string;
  readonly statusInfo: StatusInfo;
  readonly payerDetails?: { readonly paymentToken: string };
  /** Minor units: of this capture or refund, then of all of them. */
  readonly amount?: number;
  readonly capturedAmount?: number;
  readonly refundedAmount?: number;
}

/** How a payment began: the scheme took it, or its payer approved it. */
export function initiated({ transactionId, clientTransactionId, status, statusInfo }: Payment): Notification {
  return { notificationType: 'PAYMENT_INITIATE', transactionId, clientTransactionId, status, statusInfo };
}

/** How a payment ended: approved, declined or canceled (WHOV; no type of its own exists for the last). */
export function finalized(payment: Payment): Notification {
  const { paymentToken } = payment;
  return {
    ...initiated(payment),
    notificationType: 'PAYMENT_FINALIZE',
    ...(paymentToken !== undefined && { payerDetails: { paymentToken } }),
  };
}

export function captured(payment: Payment, capture: Movement): Notification {
  return {
    ...moved(payment, capture),
    notificationType: 'PAYMENT_CAPTURE',
    capturedAmount: total(payment.captures, 'APPROVED'),
  };
}

export function refunded(payment: Payment, refund: Movement): Notification {
  return {
    ...moved(payment, refund),
    notificationType: 'PAYMENT_REFUND',
    refundedAmount: total(payment.refunds, 'APPROVED'),
  };
}

function moved({ transactionId }: Payment, { clientTransactionId, status, statusInfo, amount }: Movement) {
  return { transactionId, clientTransactionId, status, statusInfo, amount };
}
