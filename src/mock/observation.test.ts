import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestMock } from './fixtures/mock.ts';
import { initiate, order } from './fixtures/orders.ts';
import { startTestReceiver } from './fixtures/receiver.ts';
import { Shop } from './fixtures/shop.ts';
import { send } from './fixtures/wire.ts';
import { observe, type AnsweredCall, type ToldWebhook } from './observation.ts';
import type { RunningMock } from './server.ts';

let mock: RunningMock;
let shop: Shop;
let calls: AnsweredCall[];
let webhooks: ToldWebhook[];
let stop: () => void;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
  await shop.renewToken();
});
afterAll(() => mock.close());

beforeEach(() => {
  calls = [];
  webhooks = [];
  stop = observe({ answered: (call) => calls.push(call), told: (webhook) => webhooks.push(webhook) });
});
afterEach(() => {
  stop();
});

const initiating = { operation: 'payments/initiate', method: 'POST', path: '/payments/initiate' };

test('an answer is seen as it goes on the wire, with the request as it was understood', async () => {
  const content = order(shop);
  const { status, body } = await shop.post('/payments/initiate', content);
  const about = { ...initiating, target: '/payments/initiate', request: content };
  expect(calls).toEqual([{ ...about, status, content: body, contentType: 'application/json', sound: true }]);
});

test('a path is seen both as its template and as received', async () => {
  const { status, body } = await shop.get('/payments/none/status?a=b');
  expect([status, calls]).toMatchObject([
    404,
    [{ path: '/payments/:transactionId/status', target: '/payments/none/status?a=b', status: 404, content: body }],
  ]);
});

test('an answer without content is of no type', async () => {
  const key = { type: 'PAYER_ID', value: 'payer-1' };
  await shop.post('/mock/set', { processingAccountId: shop.account, key, type: 'MOCK', scenario: 'OK' });
  expect(calls).toMatchObject([
    { operation: 'mock/set', status: 200, content: Buffer.alloc(0), contentType: undefined },
  ]);
});

test.each([
  ['GET', '/nowhere?a=b', { status: 404, path: '' }],
  ['PUT', '/payments/initiate', { status: 405, path: '/payments/initiate' }],
] as const)('a request that reaches no operation is seen, too: %s %s', async (method, target, expected) => {
  const { body } = await send(`${mock.baseUrl}${target}`, { method, ...shop.tls });
  expect(calls).toEqual([{ method, target, ...expected, content: body, contentType: 'application/json', sound: true }]);
});

test('so is what is not HTTP', async () => {
  const socket = connect({ port: Number(new URL(mock.baseUrl).port), host: '127.0.0.1', ca: mock.trust });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).write('nonsense\r\n\r\n');
  await once(socket, 'close');
  const [, body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  const content = Buffer.from(body);
  expect(calls).toEqual([
    { method: '', path: '', target: '', status: 400, content, contentType: 'application/json', sound: true },
  ]);
});

test.each([
  { fault: 'drop' },
  { fault: 'drop', when: 'after' },
  { fault: 'spoil', operator: 'remove-field', arguments: { field: 'Signature' } },
])('an answer that is broken by $fault $when is no sound one', async (fault) => {
  await shop.control('PUT', '/faults', { faults: [{ ...fault, times: 1 }] });
  await initiate(shop).catch(() => undefined);
  await initiate(shop);
  expect(calls).toMatchObject([
    { ...initiating, sound: false },
    { ...initiating, sound: true },
  ]);
});

test('an error that a fault has answered is sound: it is a whole answer', async () => {
  await shop.control('PUT', '/faults', { faults: [{ fault: 'refuse', error: 'provider', times: 1 }] });
  await initiate(shop);
  expect(calls).toMatchObject([{ ...initiating, status: 502, sound: true }]);
});

test('a webhook is seen as it is sent', async () => {
  const receiver = await startTestReceiver(mock);
  await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
  await initiate(shop);
  const [arrival] = await receiver.arrived(1);
  expect(webhooks).toEqual([
    { notificationType: 'PAYMENT_INITIATE', body: Buffer.from(arrival?.body ?? ''), sound: true },
  ]);
  await shop.control('PUT', '/webhooks', { endpoints: [] });
  await receiver.close();
});

test('whoever has stopped sees nothing more', async () => {
  stop();
  await initiate(shop);
  expect(calls).toEqual([]);
});
