import type { ReceivedResponse } from '../client/exchanged.ts';
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

/** The call that probes an endpoint, and its name in messages. */
const calls: Readonly<Record<EndpointAbility, { readonly spec: string; readonly endpoint: string }>> = {
  mocking: { spec: 'mock/set#by-payer', endpoint: 'POST /mock/set' },
  approve: { spec: 'mock/approve', endpoint: 'POST /mock/payment/{transactionId}/approve' },
  decline: { spec: 'mock/decline', endpoint: 'POST /mock/payment/{transactionId}/decline' },
  expire: { spec: 'mock/expire', endpoint: 'POST /mock/payment/{transactionId}/expire' },
};

/** Statuses that mean that there is no such endpoint, since the payment exists. */
const absent = [404, 405, 501];

/** The result of probing an endpoint: present, absent with a status, or unclear. */
type Sight = 'there' | 'unclear' | number;

export type Sights = ReadonlyMap<EndpointAbility, Sight>;

/**
 * Finds out which test endpoints a target has, if scenarios need them. Endpoints that the configuration names are not probed.
 *
 * @param needs abilities that scenarios need
 */
export async function probedConnection(environment: Environment, needs: ReadonlySet<string>): Promise<Connection> {
  const { connection } = environment;
  const wanted = endpointAbilities.filter(
    (ability) => needs.has(ability) || (needs.has('approval') && (ability === 'mocking' || ability === 'approve')),
  );
  if (connection.lacking !== undefined || wanted.length === 0) return connection;
  return withSights(connection, await probeEndpoints(environment, wanted));
}

/** Makes one call to each endpoint, with a payment with deferred capture, which it cancels at the end. */
export async function probeEndpoints(
  { party, specification: { requests } }: Environment,
  wanted: readonly EndpointAbility[],
): Promise<Sights> {
  const variables: Variables = { ...party.variables, ...new References(systemRandomness).variables() };
  const call = async (spec: string, more: Variables = {}): Promise<ReceivedResponse | undefined> => {
    const { response } = await party.client.send(plan(requests, spec, { variables: { ...variables, ...more } }));
    return response;
  };
  const seen = new Map<EndpointAbility, Sight>(wanted.map((ability) => [ability, 'unclear']));
  const look = async (ability: EndpointAbility, payment?: Variables): Promise<void> => {
    seen.set(ability, sightOf(await call(calls[ability].spec, payment)));
  };

  if (wanted.includes('mocking')) await look('mocking');
  const ofPayments = wanted.filter((ability) => ability !== 'mocking');
  const started = ofPayments.length === 0 ? undefined : await call('payments/initiate#deferred-capture');
  const transactionId = textAt(started, '/transactionId');
  if (started?.status !== 200 || transactionId === undefined) return seen;
  const payment = { transactionId, clientTransactionId: textAt(started, '/clientTransactionId') ?? transactionId };
  for (const ability of ofPayments) await look(ability, payment);
  await call('payments/cancel', payment);
  return seen;
}

/** In words: `404 on POST /mock/set`. */
export const absenceOf = (ability: EndpointAbility, status: number): string =>
  `${status} on ${calls[ability].endpoint}`;

/** Statuses that say nothing about an endpoint: the target rejects everyone, or fails. */
function sightOf(response: ReceivedResponse | undefined): Sight {
  const status = response?.status ?? 0;
  if (absent.includes(status)) return status;
  return status === 0 || status >= 500 || [401, 403, 429].includes(status) ? 'unclear' : 'there';
}

function textAt(response: ReceivedResponse | undefined, pointer: string): string | undefined {
  const value = valueAt(response?.json, pointer);
  return typeof value === 'string' ? value : undefined;
}

/** An unclear result changes nothing. */
function withSights(connection: Connection, seen: Sights): Connection {
  const found = endpointAbilities.filter((ability) => {
    const sight = seen.get(ability) ?? 'unclear';
    return sight === 'there' || (sight === 'unclear' && connection.abilities.includes(ability));
  });
  const others: readonly Ability[] = connection.abilities.filter(
    (ability) => ability !== 'approval' && !(endpointAbilities as readonly Ability[]).includes(ability),
  );
  const lacking = [...seen].flatMap(([ability, sight]) =>
    typeof sight === 'number' ? [[ability, absenceOf(ability, sight)] as const] : [],
  );
  return { ...connection, abilities: [...others, ...withApproval(found)], lacking: Object.fromEntries(lacking) };
}
