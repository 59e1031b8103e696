import type { Conversation } from './conversation.ts';
import { valueAt } from '../contract/pointer.ts';
import { shown } from '../contract/violation.ts';
import { expectEqual, expectTexts, unmet } from './expectation.ts';

/** A list of the history must be so long. @throws what aside throws; ERR_ASSERTION */
export async function expectInHistory(
  conversation: Conversation,
  list: 'captures' | 'refunds',
  count: number,
): Promise<void> {
  const { json } = await conversation.aside('payments/events');
  const items = valueAt(json, `/paymentDetails/${list}`);
  expectEqual(`The number of ${list}`, Array.isArray(items) ? items.length : 0, count);
}

/**
 * The amount of the payment that must be captured or refunded: by the sum in the history, or otherwise its approved entries
 * (OAS). A history with neither means zero.
 *
 * @param amount minor units
 * @throws what aside throws; ERR_ASSERTION
 */
export async function expectMoved(
  conversation: Conversation,
  what: 'captured' | 'refunded',
  amount: number,
): Promise<void> {
  const { json } = await conversation.aside('payments/events');
  const sum = movedIn(json, what);
  if (sum === amount) return;
  throw unmet({
    what: `Unexpected amount ${what}`,
    where: `/paymentDetails/${what}Amount`,
    expected: String(amount),
    actual: shown(sum),
  });
}

/** The captured or refunded amount of a history, in minor units: its sum, or otherwise its approved entries (OAS). */
export const movedIn = (history: unknown, what: keyof typeof lists): unknown =>
  valueAt(history, `/paymentDetails/${what}Amount`) ?? approvedSum(history, lists[what]);

const lists = { captured: 'captures', refunded: 'refunds' } as const;

function approvedSum(history: unknown, list: string): number {
  const items = valueAt(history, `/paymentDetails/${list}`);
  const approved = (Array.isArray(items) ? items : []).filter((item) => valueAt(item, '/status') === 'APPROVED');
  return approved.reduce<number>((sum, item) => sum + Number(valueAt(item, '/paymentDetails/amount')), 0);
}

/**
 * Asks for the payment's history, where each text must stand at its JSON Pointer.
 *
 * @throws what aside throws; ERR_ASSERTION when the history says something else
 */
export async function expectHistory(
  conversation: Conversation,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const { json } = await conversation.aside('payments/events');
  expectTexts('The history', json, texts);
}
