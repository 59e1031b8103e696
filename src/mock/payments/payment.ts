import type { Action } from './life-cycle.ts';
import type { ProviderId } from './schemes.ts';

export type PaymentStatus = 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELED';
export type TransactionType = 'ONE_TIME' | 'RECURRING' | 'TOKENIZED';

export interface StatusInfo {
  /** `-1` is success. */
  readonly reasonCode: string;
  readonly message: string;
}

export interface PaymentDetails {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly country: string;
  readonly description: string;
  readonly autoCapture: boolean;
}

export interface PayerDetails {
  readonly payerId: string;
  readonly oneTimeCode?: string;
  readonly phone?: { readonly countryCode: string; readonly number: string };
}

/** What the scheme made of a payment. Times are ISO 8601, UTC. */
export interface ProviderDetails {
  readonly providerId: ProviderId;
  readonly providerTransactionId: string;
  readonly registeredAt: string;
  readonly expiresAt?: string;
  readonly redirectUrl?: string;
  readonly qrCode?: string;
}

/** A step that changed the status of a payment. */
export interface Decision {
  readonly action: Action;
  readonly status: PaymentStatus;
  readonly statusInfo: StatusInfo;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
}

/** Money that moved, or was meant to: a capture or a refund. */
export interface Movement {
  readonly transactionId: string;
  readonly clientTransactionId: string;
  /** Minor units. */
  readonly amount: number;
  readonly provider: ProviderDetails;
  readonly timestamp: string;
  /** ACCEPTED: the scheme is still at it. */
  status: 'ACCEPTED' | 'APPROVED' | 'DECLINED';
  statusInfo: StatusInfo;
  /** When a movement that was ACCEPTED got APPROVED, in milliseconds since 1970-01-01T00:00:00Z. */
  approvedAt?: number;
}

export interface Payment {
  readonly transactionId: string;
  readonly processingAccountId: string;
  readonly clientTransactionId: string;
  readonly transactionType: TransactionType;
  readonly details: PaymentDetails;
  readonly payer: PayerDetails;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly captures: Movement[];
  readonly refunds: Movement[];
  /** How it came to its status, from the first step on. */
  readonly decisions: Decision[];
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  /** When it was approved, declined or canceled, in the same unit. */
  concludedAt?: number;
  provider: ProviderDetails;
  /** NEW: not yet presented to the scheme; no client ever sees it. */
  status: PaymentStatus | 'NEW';
  statusInfo: StatusInfo;
  /** Whether the payer has approved it at the scheme: it stays PENDING until it is finalized. */
  payerApproved: boolean;
  paymentToken?: string;
}

/** What was really moved, in minor units. */
export function total(movements: readonly Movement[], ...statuses: readonly Movement['status'][]): number {
  return movements.filter(({ status }) => statuses.includes(status)).reduce((sum, { amount }) => sum + amount, 0);
}
