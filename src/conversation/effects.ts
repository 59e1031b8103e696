import { valueAt } from '../contract/pointer.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { expectAccepted, expectAnswer, expectRefused, resultIn, told } from './answer.ts';
import { expectEqual, unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

const conflict = 409;

/**
 * Of requests that were the same, each must have been answered as the first was, or told that another is under way: by 423, or by a
 * conflict, since no page says which (Nopan, IDEMP, OAS).
 *
 * @throws ERR_ASSERTION; what expectAnswer throws
 */
export function expectOneResult(turns: readonly Turn[], { processing }: Protocol['errors']): void {
  const [first, ...others] = turns.filter((turn) => expectAnswer(turn).status === 200);
  if (first === undefined) {
    throw unmet({
      what: 'None of the requests was accepted',
      expected: 'at least one',
      actual: told(expectAccepted(turns[0] as Turn)),
    });
  }
  for (const other of others)
    expectEqual(
      'Two answers tell different things',
      resultIn(expectAnswer(other).json),
      resultIn(expectAnswer(first).json),
    );
  for (const turn of turns) if (![200, conflict].includes(expectAnswer(turn).status)) expectRefused(turn, processing);
}

/**
 * All that was answered and notified about starts and charges must be about one payment.
 *
 * @throws ERR_ASSERTION
 */
export function expectOnePayment(turns: readonly Turn[], deliveries: readonly Delivery[] = []): void {
  const starts = turns.filter(({ planned }) => /^payments\/(initiate|charge)\b/.test(planned.spec));
  const answered = starts.map(({ exchanged }) => valueAt(exchanged.response?.json, '/transactionId'));
  const ids = new Set([...answered, ...deliveries.map(({ transactionId }) => transactionId)].filter(isText));
  expectEqual('The number of payments', ids.size, 1, 'Let a known idempotency key return the payment that it began.');
}

/** The two payments of the last two calls must be two. @throws ERR_ASSERTION; what expectAccepted throws */
export function expectTwoPayments(first: Turn, second: Turn): void {
  const ids = [first, second].map((turn) => valueAt(expectAccepted(turn).json, '/transactionId'));
  expectEqual('The number of payments', new Set(ids.filter(isText)).size, 2);
}

const isText = (value: unknown): value is string => typeof value === 'string';
