import type { Conversation } from './conversation.ts';
import { expectTexts } from './expectation.ts';

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
