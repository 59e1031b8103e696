import type { PayerDetails, PaymentDetails, TransactionType } from './payment.ts';
import type { ProviderId } from './schemes.ts';

type Order = Omit<PaymentDetails, 'autoCapture'> & Partial<Pick<PaymentDetails, 'autoCapture'>>;

/** The contents of the payment requests, as specs/schemas/payments/*.request.json describe them. */
export interface StartRequest {
  readonly processingAccountId: string;
  readonly clientTransactionId: string;
  readonly paymentDetails: Order;
  readonly providerDetails: { readonly providerId: ProviderId };
  readonly payerDetails: PayerDetails;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface InitiateRequest extends StartRequest {
  readonly returnUrl: string;
  readonly transactionType: TransactionType;
  readonly payerDetails: PayerDetails & { readonly bankId?: string };
}

export interface ChargeRequest extends StartRequest {
  readonly payerDetails: PayerDetails & { readonly paymentToken?: string };
}

export interface FinalizeRequest {
  readonly processingAccountId: string;
  readonly transactionId: string;
}

export interface CancelRequest extends FinalizeRequest {
  readonly clientTransactionId: string;
}

/** Capture and refund. */
export interface MovementRequest extends CancelRequest {
  readonly paymentDetails: { readonly amount: number };
}
