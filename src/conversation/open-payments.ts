import type { JsonObject } from '../contract/json.ts';
import { valueAt } from '../contract/pointer.ts';

/** What cancels a payment, as request specs name it. */
export interface OpenPayment extends JsonObject {
  readonly transactionId: string;
  readonly clientTransactionId: string;
}

/** Answers that tell how a payment stands. */
const telling = ['payments/initiate', 'payments/charge', 'payments/finalize', 'payments/status', 'payments/cancel'];

/** Payments that were started and still hold something: those pending, and those authorized of which nothing is captured. */
export class OpenPayments {
  readonly #open = new Map<string, OpenPayment>();
  readonly #capturedLater = new Set<string>();

  /** Takes note of an accepted answer. */
  note(spec: string, request: unknown, answer: unknown): void {
    const id = textAt(request, '/transactionId') ?? textAt(answer, '/transactionId');
    if (id === undefined) return;
    if (valueAt(request, '/paymentDetails/autoCapture') === false) this.#capturedLater.add(id);
    if (spec === 'payments/capture') this.#open.delete(id);
    if (!telling.includes(spec)) return;

    const status = textAt(answer, '/status');
    const open = status === 'PENDING' || (status === 'APPROVED' && this.#capturedLater.has(id));
    const clientTransactionId =
      textAt(answer, '/clientTransactionId') ??
      this.#open.get(id)?.clientTransactionId ??
      textAt(request, '/clientTransactionId');
    if (!open) this.#open.delete(id);
    else if (clientTransactionId !== undefined) this.#open.set(id, { transactionId: id, clientTransactionId });
  }

  get all(): OpenPayment[] {
    return [...this.#open.values()];
  }
}

function textAt(value: unknown, pointer: string): string | undefined {
  const found = valueAt(value, pointer);
  return typeof found === 'string' ? found : undefined;
}
