import type { Conversation } from './conversation.ts';
import { valueAt } from '../contract/pointer.ts';
import { shown } from '../contract/violation.ts';
import { expectEqual, expectTexts, unmet } from './expectation.ts';
import { poll } from './polling.ts';

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

/** A refund that is only accepted takes its time, which no page tells: so long it is waited for, in milliseconds. */
const refundDeadlineMs = 60_000;

/**
 * So much of the payment must be captured or refunded: by the sum that the history gives, or else by the approved ones of its list
 * (OAS). A history with neither tells of none. Refunds under way are waited for, unless time has to be moved for them.
 *
 * @param amount minor units
 * @throws what aside throws; ERR_ASSERTION; ERR_TIMEOUT when a refund stays under way
 */
export async function expectMoved(
  conversation: Conversation,
  what: 'captured' | 'refunded',
  amount: number,
): Promise<void> {
  const { json } = await poll({
    what: 'the refund is approved or declined',
    attempt: () => conversation.aside('payments/events'),
    done: (history) =>
      what === 'captured' ||
      movedIn(history.json, what) === amount ||
      !isUnderWay(history.json) ||
      !waitsForRefunds(conversation),
    describe: () => 'ACCEPTED',
    deadlineMs: refundDeadlineMs,
  });
  const sum = movedIn(json, what);
  if (sum === amount) return;
  throw unmet({
    what: `Unexpected amount ${what}`,
    where: `/paymentDetails/${what}Amount`,
    expected: String(amount),
    actual: shown(sum),
  });
}

/** Whether a refund that is answered with ACCEPTED is as good as one that is APPROVED, since its outcome comes by itself (Nopan, OAS). */
export const waitsForRefunds = ({ abilities }: Pick<Conversation, 'abilities'>): boolean =>
  !abilities.includes('clock');

function isUnderWay(history: unknown): boolean {
  const refunds = valueAt(history, '/paymentDetails/refunds');
  return Array.isArray(refunds) && refunds.some((refund) => valueAt(refund, '/status') === 'ACCEPTED');
}

/** How much a history says is captured or refunded, in minor units: its sum, or else the approved ones of its list (OAS). */
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
