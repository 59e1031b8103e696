import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateKeyPair, publicKeyPem } from '../../../credentials/key-pair.ts';
import { startTestMock } from '../../fixtures/mock.ts';
import { pending } from '../../fixtures/orders.ts';
import { control, Shop } from '../../fixtures/shop.ts';
import { textOf, type WireAnswer } from '../../fixtures/wire.ts';
import type { RunningMock } from '../../server.ts';
import { topics } from '../routes.ts';
import { responses } from './responses.ts';

let mock: RunningMock;
let shop: Shop;
const routes = Object.values(topics).flat();
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
  await shop.control('PUT', '/rate-limit', { requests: 1000, perSeconds: 10 });
  await shop.control('PUT', '/webhooks', { endpoints: [{ url: 'https://127.0.0.1:1/', types: ['PAYMENT_INITIATE'] }] });
  await shop.control('PUT', '/faults', contents['faults']?.());
  await pending(shop);
});
afterAll(() => mock.close());

const publicKey = () => publicKeyPem(generateKeyPair('P-256').publicKey);
const endpoints = [{ url: 'https://127.0.0.1:1/', types: ['PAYMENT_REFUND'] }];

/** What is sent where a call takes something. */
const contents: Readonly<Record<string, () => object>> = {
  organization: () => ({}),
  account: () => ({ processingAccountId: 'another' }),
  'client-certificate': () => ({ publicKey: publicKey() }),
  'server-certificate': () => ({ publicKey: publicKey(), names: ['localhost'] }),
  key: () => ({ publicKey: publicKey() }),
  'key-validity': () => ({ validUntil: '2027-01-01T00:00:00Z' }),
  token: () => ({}),
  webhooks: () => ({ endpoints }),
  faults: () => ({ faults: [{ fault: 'delay', milliseconds: 1, operation: 'reports/search', times: 3 }] }),
  defects: () => ({ defects: ['idempotency-ignored'] }),
  clock: () => ({ advanceSeconds: 1 }),
  'rate-limit': () => ({ requests: 1000, perSeconds: 10 }),
  protocol: () => ({}),
};

/** Calls in their order, but for what takes away what others show. */
const calls = routes.filter((route) => nameOf(route) !== 'DELETE /organizations/:id');

test('every call has its response on the page', () => {
  expect(Object.keys(responses)).toEqual(routes.map(nameOf));
});

test('every response has the members that the page shows', async () => {
  const serialNumber = textOf(await shop.control('POST', '/certificates', { publicKey: publicKey() }), 'serialNumber');
  const keyid = textOf(await shop.control('POST', '/keys', { publicKey: publicKey() }), 'keyid');
  const attempted = async () =>
    ((await shop.control('GET', '/deliveries')).json['deliveries'] as { attempts: unknown[] }[])[0];
  await expect.poll(async () => (await attempted())?.attempts.length).toBe(1);
  for (const route of calls) {
    const path = route.path
      .replace(':id', shop.organizationId)
      .replace(':serialNumber', serialNumber)
      .replace(':keyid', keyid);
    const answer = await control(mock, route.method, path, route.body && contents[route.body]?.());
    expect([nameOf(route), answer.status, shapeOf(answer.json)]).toEqual([
      nameOf(route),
      route.status ?? 200,
      shapeOf(responses[nameOf(route)]),
    ]);
  }
  const last: WireAnswer = await control(mock, 'DELETE', `/organizations/${shop.organizationId}`);
  expect(last.json).toEqual(responses['DELETE /organizations/:id']);
});

const varying = ['status', 'arguments', 'conditions'];

/** Names and kinds, without what a member alone may have: of a list, its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  // An attempt has one or the other.
  const members = Object.entries(value)
    .filter(([name]) => name !== 'also')
    .map(([name, member]) => [name === 'error' ? 'status' : name, member] as const);
  return Object.fromEntries(members.map(([name, member]) => [name, varying.includes(name) ? 'any' : shapeOf(member)]));
}
