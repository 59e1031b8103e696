import type { ReceivedResponse } from '../client/exchanged.ts';
import { plan } from '../contract/plan.ts';
import { valueAt } from '../contract/pointer.ts';
import { systemRandomness } from '../randomness.ts';
import type { Environment } from './environment.ts';
import { References } from './references.ts';

/**
 * Starts a payment for a processing account, and cancels it at once.
 *
 * @returns what became of the start; undefined when there was no response
 */
export async function probeAccount(
  { party, specification: { requests } }: Environment,
  account: string,
): Promise<ReceivedResponse | undefined> {
  const variables = { ...party.variables, ...new References(systemRandomness).variables(), 'account.id': account };
  const send = async (name: string, more: Record<string, string> = {}): Promise<ReceivedResponse | undefined> =>
    (await party.client.send(plan(requests, name, { variables: { ...variables, ...more } }))).response;
  const started = await send('payments/initiate');
  const transactionId = textAt(started, '/transactionId');
  if (transactionId === undefined) return started;
  await send('payments/cancel', {
    transactionId,
    clientTransactionId: textAt(started, '/clientTransactionId') ?? transactionId,
  });
  return started;
}

function textAt(response: ReceivedResponse | undefined, pointer: string): string | undefined {
  const value = valueAt(response?.json, pointer);
  return typeof value === 'string' ? value : undefined;
}
