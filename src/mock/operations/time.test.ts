import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import {
  approve,
  approved,
  deferred,
  details,
  expectRefusal,
  finalize,
  initiate,
  move,
  order,
  pending,
} from '../fixtures/orders.ts';
import { startTestReceiver } from '../fixtures/receiver.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf, type WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

const days = 86_400;
let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
});
beforeEach(async () => {
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

/** Time passes, also for the access token. */
async function pass(seconds: number): Promise<void> {
  await shop.advance(seconds);
  await shop.renewToken();
}

const status = (id: string): Promise<WireAnswer> => shop.get(`/payments/${id}/status`);
const expired = { status: 'DECLINED', statusInfo: { reasonCode: '2001', message: 'Session expired' } };
const act = (id: string, what: string) => shop.post(`/mock/payment/${id}/${what}`, undefined);

describe('a pending payment', () => {
  test.each([
    ['BLIK', 45, { paymentDetails: details({ country: 'PL', currency: 'PLN' }) }],
    ['SATISPAY', 900, {}],
    ['IRIS', 1980, { paymentDetails: details({ country: 'GR' }) }],
  ] as const)('of %s expires after %i seconds', async (providerId, seconds, changes) => {
    const payerDetails = { payerId: 'payer-1', ...(providerId === 'BLIK' && { oneTimeCode: '123456' }) };
    const id = await pending(shop, { providerDetails: { providerId }, payerDetails, ...changes });
    await pass(seconds - 1);
    expect((await status(id)).json).toMatchObject({ status: 'PENDING' });
    await pass(1);
    expect((await status(id)).json).toMatchObject(expired);
    expectRefusal(await finalize(shop, id), 422, '5002');
    expectRefusal(await approve(shop, id), 422, '5002');
  });

  test('that its payer has approved does not expire', async () => {
    const id = await pending(shop);
    await approve(shop, id);
    await pass(10 * days);
    expect((await finalize(shop, id)).json).toMatchObject({ status: 'APPROVED' });
  });

  test.each([
    ['decline', { status: 'DECLINED', statusInfo: { reasonCode: '2000', message: 'Canceled by the payer' } }],
    ['expire', expired],
  ] as const)('ends when it is made to %s, and its organization is told', async (what, ended) => {
    const receiver = await startTestReceiver(mock);
    await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url, types: ['PAYMENT_FINALIZE'] }] });
    const id = await pending(shop);
    expect((await act(id, what)).status).toBe(200);
    expect((await status(id)).json).toMatchObject(ended);
    const [arrival] = await receiver.arrived(1);
    expect(arrival?.json).toMatchObject({ notificationType: 'PAYMENT_FINALIZE', transactionId: id, ...ended });
    expectRefusal(await act(id, what), 422, '5002');
    await receiver.close();
  });

  test('tells until when it waits, in the form of the documented examples', async () => {
    const answer = await initiate(shop);
    const { registeredAt, expiresAt } = answer.json['providerDetails'] as Record<string, string>;
    expect(registeredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(Date.parse(expiresAt ?? '') - Date.parse(registeredAt ?? '')).toBe(900_000);
  });

  test('waits as long as its mock says', async () => {
    const content = order(shop);
    const key = { type: 'CLIENT_TRANSACTION_ID', value: content['clientTransactionId'] };
    const expiresAt = new Date(Date.now() + 5000).toISOString();
    const steps = { initiateStep: { providerDetails: { expiresAt } } };
    await shop.post('/mock/set', { processingAccountId: shop.account, key, type: 'MOCK', steps });
    const answer = await shop.post('/payments/initiate', content);
    expect(answer.json).toMatchObject({ providerDetails: { expiresAt } });
    await pass(6);
    expect((await status(textOf(answer, 'transactionId'))).json).toMatchObject(expired);
  });
});

describe('an authorized payment', () => {
  test('can be captured for ten days', async () => {
    const id = await approved(shop, deferred);
    await pass(10 * days - 60);
    expect((await move(shop, 'capture', id, 1000)).json).toMatchObject({ status: 'APPROVED' });
    await pass(120);
    expectRefusal(await move(shop, 'capture', id, 1000), 422, '5002');
  });

  test.each([
    ['BLIK', details({ country: 'PL', currency: 'PLN', autoCapture: false }), { oneTimeCode: '123456' }],
    ['BIZUM', details({ country: 'ES', autoCapture: false }), { phone: { countryCode: '+34', number: '633000111' } }],
    ['IRIS', details({ country: 'GR', autoCapture: false }), {}],
  ] as const)('of %s cannot be captured later', async (providerId, paymentDetails, payer) => {
    const changes = { providerDetails: { providerId }, payerDetails: { payerId: 'payer-1', ...payer } };
    expectRefusal(await initiate(shop, { ...changes, paymentDetails }), 501, '8003');
    const id = await pending(shop, { ...changes, paymentDetails: { ...paymentDetails, autoCapture: true } });
    expectRefusal(await move(shop, 'capture', id, 1000), 501, '8003');
  });
});

test('a captured payment can be refunded for a year', async () => {
  shop = await Shop.enrol(mock, new Date(Date.now() + 400 * days * 1000).toISOString());
  const id = await approved(shop);
  await pass(365 * days - 60);
  expect((await move(shop, 'refund', id, 1000)).json).toMatchObject({ status: 'APPROVED' });
  await pass(120);
  expectRefusal(await move(shop, 'refund', id, 1000), 422, '5002');
});
