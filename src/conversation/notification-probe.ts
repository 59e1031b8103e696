import type { ReceivedResponse } from '../client/exchanged.ts';
import { plan } from '../contract/plan.ts';
import { valueAt } from '../contract/pointer.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import type { Variables } from '../contract/variables.ts';
import { systemRandomness } from '../randomness.ts';
import type { Ability, Connection } from '../target/connection.ts';
import type { Endpoint } from './endpoint.ts';
import type { Environment } from './environment.ts';
import { References } from './references.ts';

const setting = 'webhooks.synchronousOutcomes';
const needed: readonly Ability[] = ['webhooks', 'synchronous-webhooks', 'approve'];

/**
 * Finds out whether a target notifies what a response has said already, unless a setting says so: no page tells. Of a payment that is
 * started, approved by its payer and canceled, the approval alone is in no response. Where that is notified and nothing else is, the
 * others are not; what notifies nothing at all, or one of the others, shows nothing.
 *
 * @param needs abilities that scenarios ask for
 * @returns the connection, without the ability where the target lacks it
 */
export async function probedNotifications(
  environment: Environment,
  connection: Connection,
  needs: ReadonlySet<string>,
): Promise<Connection> {
  const isOpen = needs.has('synchronous-webhooks') && connection.protocol?.[setting] === undefined;
  if (!isOpen || !needed.every((ability) => connection.abilities.includes(ability))) return connection;
  const ids = await paymentWithApproval(environment);
  if (ids === undefined || (await eventsOf(ids, await environment.party.endpoint())) !== 1) return connection;
  return {
    ...connection,
    abilities: connection.abilities.filter((ability) => ability !== 'synchronous-webhooks'),
    lacking: {
      ...connection.lacking,
      'synchronous-webhooks':
        'of a payment that was started, approved and canceled it notified the approval alone; if that is right, set webhooks.synchronousOutcomes to silent',
    },
  };
}

/** @returns the ids of a payment that went all the way; undefined when one call was not accepted */
async function paymentWithApproval({
  party,
  specification: { requests },
}: Environment): Promise<readonly string[] | undefined> {
  const variables: Variables = { ...party.variables, ...new References(systemRandomness).variables() };
  const call = async (spec: string, more: Variables = {}): Promise<ReceivedResponse | undefined> => {
    const { response, failure } = await party.client.send(
      plan(requests, spec, { variables: { ...variables, ...more } }),
    );
    return failure === undefined && response !== undefined && response.status < 300 ? response : undefined;
  };
  const started = await call('payments/initiate#deferred-capture');
  const [transactionId, given] = ['/transactionId', '/clientTransactionId'].map((at) => valueAt(started?.json, at));
  if (typeof transactionId !== 'string') return undefined;
  const clientTransactionId = typeof given === 'string' ? given : transactionId;
  const payment = { transactionId, clientTransactionId };
  const isApproved = (await call('mock/approve', payment)) !== undefined;
  const isCanceled = (await call('payments/cancel', payment)) !== undefined;
  return isApproved && isCanceled ? [transactionId, clientTransactionId] : undefined;
}

/** How many events are notified of a payment, up to two: who notifies two notifies what responses have said. */
async function eventsOf(ids: readonly string[], { receiver, deadlineMs }: Endpoint): Promise<number> {
  const isOfIt = ({ transactionId = '', clientTransactionId = '', hmacVerified, repeats }: Delivery): boolean =>
    hmacVerified && repeats === undefined && (ids.includes(transactionId) || ids.includes(clientTransactionId));
  const first = await receiver.waitFor(isOfIt, { timeoutMs: deadlineMs }).catch(() => undefined);
  if (first === undefined) return 0;
  const isAnother = (delivery: Delivery): boolean => isOfIt(delivery) && delivery.id !== first.id;
  return receiver.waitFor(isAnother, { timeoutMs: deadlineMs }).then(
    () => 2,
    () => 1,
  );
}
