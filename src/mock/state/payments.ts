import type { Payment } from '../payments/payment.ts';

/** The payments of one organization. */
export class Payments {
  readonly #byId = new Map<string, Payment>();
  readonly #references = new Set<string>();
  readonly #byToken = new Map<string, Payment>();

  add(payment: Payment): void {
    this.#byId.set(payment.transactionId, payment);
    this.#references.add(referenceOf(payment));
  }

  find(transactionId: string): Payment | undefined {
    return this.#byId.get(transactionId);
  }

  /** Whether the client's reference was used for a payment of this account before. */
  hasReference(payment: Reference): boolean {
    return this.#references.has(referenceOf(payment));
  }

  /** Keeps a payment's token for later charges. */
  store(paymentToken: string, payment: Payment): void {
    this.#byToken.set(paymentToken, payment);
  }

  /** The payment whose payer agreed to be charged with this token. */
  findByToken(paymentToken: string): Payment | undefined {
    return this.#byToken.get(paymentToken);
  }
}

type Reference = Pick<Payment, 'processingAccountId' | 'clientTransactionId'>;

function referenceOf({ processingAccountId, clientTransactionId }: Reference): string {
  return JSON.stringify([processingAccountId, clientTransactionId]);
}
