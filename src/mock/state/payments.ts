import { hash } from 'node:crypto';
import type { Payment } from '../payments/payment.ts';
import { ofOwner, type Collection, type Storage } from './storage.ts';

/** The payments of one organization. */
export class Payments {
  readonly #payments: Collection<Payment>;
  /** Ids by the client's reference, and by payment token. */
  readonly #byReference: Collection<string>;
  readonly #byToken: Collection<string>;

  constructor(storage: Storage, organizationId: string) {
    this.#payments = ofOwner(storage.collection<Payment>('payments'), organizationId);
    this.#byReference = ofOwner(storage.collection<string>('payment-references'), organizationId);
    this.#byToken = ofOwner(storage.collection<string>('payment-tokens'), organizationId);
  }

  add(payment: Payment): void {
    this.save(payment);
    this.#byReference.put(referenceOf(payment), payment.transactionId);
  }

  /** Keeps what has become of a payment. */
  save(payment: Payment): void {
    this.#payments.put(payment.transactionId, payment);
  }

  find(transactionId: string): Payment | undefined {
    return possibleId.test(transactionId) ? this.#payments.get(transactionId) : undefined;
  }

  *all(): Iterable<Payment> {
    for (const [, payment] of this.#payments.entries('')) yield payment;
  }

  /** Whether the client's reference was used for a payment of this account before. */
  hasReference(payment: Reference): boolean {
    return this.#byReference.get(referenceOf(payment)) !== undefined;
  }

  /** Keeps a payment's token for later charges. */
  store(paymentToken: string, { transactionId }: Payment): void {
    this.#byToken.put(hash('sha256', paymentToken), transactionId);
  }

  /** The payment whose payer agreed to be charged with this token. */
  findByToken(paymentToken: string): Payment | undefined {
    const transactionId = this.#byToken.get(hash('sha256', paymentToken));
    return transactionId === undefined ? undefined : this.find(transactionId);
  }
}

/** Clients ask for any text, which a storage may not take for a key. */
const possibleId = /^[\w-]{1,64}$/;

type Reference = Pick<Payment, 'processingAccountId' | 'clientTransactionId'>;

/** Of one length, whatever the client's is. */
function referenceOf({ processingAccountId, clientTransactionId }: Reference): string {
  return hash('sha256', JSON.stringify([processingAccountId, clientTransactionId]));
}
