import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { cancel, expectRefusal, finalize, initiate } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';
import { temporaryStorage } from './lmdb-storage.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock({}, { storage: temporaryStorage() });
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const hostile = ['x'.repeat(5000), '\u0000', '../org', 'é'.repeat(90), '~', '💶', ' '];

test.each(hostile)('an id that cannot be one is not found: %j', async (id) => {
  expectRefusal(await finalize(shop, id), 404, '5000');
  expectRefusal(await cancel(shop, id), 404, '5000');
});

test.each(hostile)('a reference, a payer and a token may be any text: %j', async (text) => {
  const payerDetails = { payerId: text };
  expect((await initiate(shop, { clientTransactionId: text, payerDetails })).json).toMatchObject({
    status: 'PENDING',
    clientTransactionId: text,
  });
  expectRefusal(await initiate(shop, { clientTransactionId: text, payerDetails }), 409, '5001');
  const key = { type: 'PAYER_ID', value: text };
  const mocked = await shop.post('/mock/set', { processingAccountId: shop.account, key, type: 'MOCK' });
  expect(mocked.status).toBe(200);
});
