import { plan } from '../contract/plan.ts';
import type { Variables } from '../contract/variables.ts';
import { valueAt } from '../contract/pointer.ts';
import { systemRandomness } from '../randomness.ts';
import {
  endpointAbilities,
  withApproval,
  type Ability,
  type Connection,
  type EndpointAbility,
} from '../target/connection.ts';
import type { Environment } from './environment.ts';
import { References } from './references.ts';

/** The call that tells whether a target has an endpoint, and how that is written. */
const calls: Readonly<Record<EndpointAbility, { readonly spec: string; readonly endpoint: string }>> = {
  mocking: { spec: 'mock/set#by-payer', endpoint: 'POST /mock/set' },
  approve: { spec: 'mock/approve', endpoint: 'POST /mock/payment/{transactionId}/approve' },
  decline: { spec: 'mock/decline', endpoint: 'POST /mock/payment/{transactionId}/decline' },
  expire: { spec: 'mock/expire', endpoint: 'POST /mock/payment/{transactionId}/expire' },
};

/** Statuses that say that there is no such endpoint: the payment that it is asked about does exist. */
const absent = [404, 405, 501];

/** What a call tells: that the endpoint is there, the status that says it is not, or nothing. */
type Sight = 'there' | 'unclear' | number;

/**
 * Finds out which endpoints for tests a target has, as far as somebody needs that, by one call to each. What the configuration says is
 * not asked for. The payment that it takes is a deferred one, canceled in the end.
 *
 * @param needs abilities that scenarios ask for
 */
export async function probedConnection(
  { connection, party, specification: { requests } }: Environment,
  needs: ReadonlySet<string>,
): Promise<Connection> {
  const wanted = endpointAbilities.filter(
    (ability) => needs.has(ability) || (needs.has('approval') && (ability === 'mocking' || ability === 'approve')),
  );
  if (connection.lacking !== undefined || wanted.length === 0) return connection;

  const variables: Variables = { ...party.variables, ...new References(systemRandomness).variables() };
  const call = async (spec: string, more: Variables = {}) => {
    const { response } = await party.client.send(plan(requests, spec, { variables: { ...variables, ...more } }));
    return response;
  };
  const sightOf = async (ability: EndpointAbility, payment: Variables = {}): Promise<Sight> => {
    const status = (await call(calls[ability].spec, payment))?.status;
    return status === undefined ? 'unclear' : absent.includes(status) ? status : tells(status) ? 'there' : 'unclear';
  };

  const seen = new Map<EndpointAbility, Sight>();
  if (wanted.includes('mocking')) seen.set('mocking', await sightOf('mocking'));
  const ofPayments = wanted.filter((ability) => ability !== 'mocking');
  const started = ofPayments.length === 0 ? undefined : await call('payments/initiate#deferred-capture');
  const transactionId = valueAt(started?.json, '/transactionId');
  if (started?.status === 200 && typeof transactionId === 'string') {
    const payment = { transactionId, clientTransactionId: referenceOf(started.json) ?? transactionId };
    for (const ability of ofPayments) seen.set(ability, await sightOf(ability, payment));
    await call('payments/cancel', payment);
  }
  return withSights(connection, seen);
}

/** What refuses everybody, or fails at everything, says nothing of an endpoint. */
const tells = (status: number): boolean => ![401, 403, 429].includes(status) && status < 500;

const referenceOf = (json: unknown): string | undefined => {
  const reference = valueAt(json, '/clientTransactionId');
  return typeof reference === 'string' ? reference : undefined;
};

/** What is unclear stays as it was taken to be. */
function withSights(connection: Connection, seen: ReadonlyMap<EndpointAbility, Sight>): Connection {
  const found = endpointAbilities.filter((ability) => {
    const sight = seen.get(ability) ?? 'unclear';
    return sight === 'there' || (sight === 'unclear' && connection.abilities.includes(ability));
  });
  const others: readonly Ability[] = connection.abilities.filter(
    (ability) => ability !== 'approval' && !(endpointAbilities as readonly Ability[]).includes(ability),
  );
  const lacking = [...seen].flatMap(([ability, sight]) =>
    typeof sight === 'number' ? [[ability, `${sight} on ${calls[ability].endpoint}`] as const] : [],
  );
  return { ...connection, abilities: [...others, ...withApproval(found)], lacking: Object.fromEntries(lacking) };
}
