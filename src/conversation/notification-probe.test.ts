import { expect, test } from 'vitest';
import type { PlannedRequest } from '../contract/request.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { Inbox } from '../webhooks/inbox.ts';
import { abilities, type Connection } from '../target/connection.ts';
import type { Environment } from './environment.ts';
import { probedNotifications } from './notification-probe.ts';
import { loadSpecification } from './specification.ts';

const everything = new Set<string>(abilities);
const named: Connection = {
  kind: 'sandbox',
  name: 'sandbox',
  baseUrl: 'https://sandbox.example',
  abilities: ['approve', 'approval', 'webhooks', 'synchronous-webhooks'],
};

const delivery = (id: string, more: Partial<Delivery> = {}): Delivery => ({
  ...{ id, receivedAt: '2026-11-28T00:00:00.000Z', fields: [], body: '', answeredWith: 202 },
  ...{ hmacVerified: true, transactionId: 't1' },
  ...more,
});

/** A target that answers 200, or what is said for a request spec, and of whose payment these webhooks arrive. */
async function probed(
  arriving: readonly Delivery[],
  { statuses = {}, connection = named }: { statuses?: Record<string, number>; connection?: Connection } = {},
) {
  const asked: string[] = [];
  const send = ({ spec }: PlannedRequest) => {
    asked.push(spec);
    const status = statuses[spec.split('#')[0] ?? ''] ?? 200;
    return Promise.resolve({ response: { status, json: { transactionId: 't1', clientTransactionId: 'c1' } } });
  };
  const receiver = new Inbox();
  for (const each of arriving) receiver.add(each);
  const endpoint = () => Promise.resolve({ receiver, deadlineMs: 1 });
  const party = {
    variables: { 'account.id': 'a', 'protocol.payments.approvalMethod': 'POST' },
    client: { send },
    endpoint,
  };
  const environment = { party, specification: loadSpecification() } as unknown as Environment;
  const { abilities: found, lacking } = await probedNotifications(environment, connection, everything);
  return { isNotified: found.includes('synchronous-webhooks'), lacking, asked };
}

test('who notifies the approval alone notifies nothing that a response has said', async () => {
  const repeated = delivery('d2', { repeats: 'd1' });
  const ofOthers = delivery('d3', { transactionId: 't2' });
  const forged = delivery('d4', { hmacVerified: false });
  expect(await probed([delivery('d1'), repeated, ofOthers, forged])).toEqual({
    isNotified: false,
    lacking: {
      'synchronous-webhooks':
        'of a payment that was started, approved and canceled it notified the approval alone; if that is right, set webhooks.synchronousOutcomes to silent',
    },
    asked: ['payments/initiate#deferred-capture', 'mock/approve', 'payments/cancel'],
  });
});

test('who notifies more, or nothing, is judged by scenarios', async () => {
  expect((await probed([delivery('d1'), delivery('d2')])).isNotified).toBe(true);
  expect((await probed([])).isNotified).toBe(true);
});

test.each(['payments/initiate', 'mock/approve', 'payments/cancel'])('%s must be accepted for it', async (spec) => {
  expect(await probed([delivery('d1')], { statuses: { [spec]: 422 } })).toMatchObject({ isNotified: true });
});

test.each([
  ['a setting says so', { ...named, protocol: { 'webhooks.synchronousOutcomes': 'notified' } }],
  ['no webhooks arrive here', { ...named, abilities: ['approve', 'synchronous-webhooks'] }],
  ['there is no approve endpoint', { ...named, abilities: ['webhooks', 'synchronous-webhooks'] }],
] as [string, Connection][])('nothing is asked where %s', async (_where, connection) => {
  expect(await probed([delivery('d1')], { connection })).toMatchObject({ isNotified: true, asked: [] });
});
