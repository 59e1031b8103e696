import { expect, test } from 'vitest';
import type { PlannedRequest } from '../contract/request.ts';
import { abilities, type Connection } from '../target/connection.ts';
import { probedConnection } from './ability-probe.ts';
import { neededBy } from './ability.ts';
import type { Environment } from './environment.ts';
import { loadSpecification } from './specification.ts';

type Statuses = Readonly<Record<string, number | undefined>>;

const everything = new Set<string>(abilities);
const named: Connection = {
  kind: 'sandbox',
  name: 'sandbox',
  baseUrl: 'https://sandbox.example',
  abilities: ['mocking', 'approve', 'approval', 'webhooks'],
};

/** A target that answers each request spec with that status, and anything else with 200; undefined is no answer. */
async function probed(statuses: Statuses, { needs = everything, connection = named } = {}) {
  const asked: PlannedRequest[] = [];
  const send = (planned: PlannedRequest) => {
    asked.push(planned);
    const id = planned.spec.split('#')[0] ?? '';
    const status = id in statuses ? statuses[id] : 200;
    const json = { transactionId: 't1', clientTransactionId: 'c1', status: 'PENDING' };
    return Promise.resolve(status === undefined ? {} : { response: { status, json } });
  };
  const party = { variables: { 'account.id': 'a', 'protocol.payments.approvalMethod': 'POST' }, client: { send } };
  const environment = { connection, party, specification: loadSpecification() } as unknown as Environment;
  const { abilities: found, lacking } = await probedConnection(environment, needs);
  return {
    found: [...found].sort(),
    lacking,
    asked: asked.map(({ spec, target }) => `${spec} ${target}`),
    sent: asked,
  };
}

test('each endpoint is asked once, about one payment that is canceled in the end', async () => {
  const { found, lacking, asked, sent } = await probed({});
  expect(found).toEqual(['approval', 'approve', 'decline', 'expire', 'mocking', 'webhooks']);
  expect(lacking).toEqual({});
  expect(asked).toEqual([
    'mock/set#by-payer /mock/set',
    'payments/initiate#deferred-capture /payments/initiate',
    'mock/approve /mock/payment/t1/approve',
    'mock/decline /mock/payment/t1/decline',
    'mock/expire /mock/payment/t1/expire',
    'payments/cancel /payments/cancel',
  ]);
  expect(sent.at(-1)?.body).toMatchObject({ transactionId: 't1', clientTransactionId: 'c1' });
});

test.each([404, 405, 501])('%d says that an endpoint is not there', async (status) => {
  const { found, lacking } = await probed({ 'mock/approve': status, 'mock/decline': status, 'mock/expire': status });
  expect(found).toEqual(['approval', 'mocking', 'webhooks']);
  expect(lacking).toEqual({
    approve: `${status} on POST /mock/payment/{transactionId}/approve`,
    decline: `${status} on POST /mock/payment/{transactionId}/decline`,
    expire: `${status} on POST /mock/payment/{transactionId}/expire`,
  });
});

test('without /mock/set and approve there is no approval', async () => {
  const { found, lacking } = await probed({ 'mock/set': 404, 'mock/approve': 404 });
  expect(found).toEqual(['decline', 'expire', 'webhooks']);
  expect(Object.keys(lacking ?? {})).toEqual(['mocking', 'approve']);
});

test.each([400, 409, 422])('%d is said by an endpoint that is there', async (status) => {
  const { found } = await probed({ 'mock/set': status, 'mock/approve': status, 'mock/decline': status });
  expect(found).toEqual(['approval', 'approve', 'decline', 'expire', 'mocking', 'webhooks']);
});

test.each([401, 403, 429, 500, 502, 503, undefined])(
  '%s says nothing, so what the pages name stays',
  async (status) => {
    const { found, lacking } = await probed({ 'mock/set': status, 'mock/approve': status, 'mock/expire': status });
    expect(found).toEqual(['approval', 'approve', 'decline', 'mocking', 'webhooks']);
    expect(lacking).toEqual({});
  },
);

test('without a payment nothing is known of what is done to one', async () => {
  const { found, asked } = await probed({ 'payments/initiate': 403 });
  expect(found).toEqual(['approval', 'approve', 'mocking', 'webhooks']);
  expect(asked).toHaveLength(2);
});

test('only what scenarios need is asked for', async () => {
  expect((await probed({}, { needs: neededBy(['@TOK-01', '@needs:webhooks']) })).asked).toEqual([]);
  expect((await probed({}, { needs: neededBy(['@needs:mocking']) })).asked).toEqual(['mock/set#by-payer /mock/set']);
});

test('what the configuration says is not asked for', async () => {
  const connection: Connection = { ...named, abilities: ['mocking', 'approval'], lacking: { approve: 'said so' } };
  const { found, asked } = await probed({}, { connection });
  expect([found, asked]).toEqual([['approval', 'mocking'], []]);
});
