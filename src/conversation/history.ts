import type { Conversation } from './conversation.ts';
import { valueAt } from '../contract/pointer.ts';
import { expectEqual, expectTexts } from './expectation.ts';

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
