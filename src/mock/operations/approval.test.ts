import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approve, details, expectRefusal, finalize, history, initiate, move, pending } from '../fixtures/orders.ts';
import { startTestReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;
let receiver: TestReceiver;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
  receiver = await startTestReceiver(mock);
  await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
});
afterAll(async () => {
  await receiver.close();
  await mock.close();
});

const awaiting = { status: 'PENDING', statusInfo: { reasonCode: '-1', message: 'Awaiting user consent' } };
const approvedByPayer = { status: 'PENDING', statusInfo: { reasonCode: '-1', message: 'Approved by the payer' } };
const done = { status: 'APPROVED', statusInfo: { reasonCode: '-1', message: 'Request processed successfully' } };

test('settings decide on the method, and on what comes of a finalization before the approval', async () => {
  const other = await startTestMock({ 'payments.approvalMethod': 'PUT', 'payments.beforeApproval': 'rejected' });
  const theirs = await Shop.enrol(other);
  const id = await pending(theirs);
  expectRefusal(await finalize(theirs, id), 422, '5002');
  expect((await theirs.get(`/payments/${id}/status`)).json).toMatchObject(awaiting);
  expect((await approve(theirs, id)).status).toBe(405);
  await other.close();
});

test('a mock that has a finalization pend is not overruled', async () => {
  const other = await startTestMock({ 'payments.beforeApproval': 'rejected' });
  const theirs = await Shop.enrol(other);
  const id = await pending(theirs);
  const key = { type: 'PAYER_ID', value: 'payer-1' };
  await theirs.post('/mock/set', {
    processingAccountId: theirs.account,
    key,
    type: 'MOCK',
    steps: { finalizeStep: { status: 'PENDING' } },
  });
  expect((await finalize(theirs, id)).json).toMatchObject({ status: 'PENDING' });
  await other.close();
});

test('an approval is told once, apart from the start, and cannot be repeated', async () => {
  const id = await pending(shop, { paymentDetails: details({ autoCapture: false }) });
  expect((await approve(shop, id)).status).toBe(200);
  expect((await shop.get(`/payments/${id}/status`)).json).toMatchObject(approvedByPayer);
  expectRefusal(await approve(shop, id), 422, '5002');
  expect((await shop.get(`/payments/${id}/status`)).json).toMatchObject(approvedByPayer);
  expect((await finalize(shop, id)).json).toMatchObject(done);
  expectRefusal(await approve(shop, id), 422, '5002');

  const told = () => receiver.arrivals.filter(({ json }) => json['transactionId'] === id).map(({ json }) => json);
  await expect.poll(() => told().length).toBeGreaterThanOrEqual(3);
  expect(told().map(({ notificationType, status, statusInfo }) => ({ notificationType, status, statusInfo }))).toEqual(
    expect.arrayContaining([
      { notificationType: 'PAYMENT_INITIATE', ...awaiting },
      { notificationType: 'PAYMENT_INITIATE', ...approvedByPayer },
      { notificationType: 'PAYMENT_FINALIZE', ...done },
    ]),
  );
  const { json } = await shop.control('GET', '/deliveries');
  const deliveries = (json['deliveries'] as { transactionId: string }[]).filter(
    ({ transactionId }) => transactionId === id,
  );
  expect(deliveries).toHaveLength(3);
});

describe('a tokenized payment', () => {
  const schemes = [
    ['BLIK', { currency: 'PLN', country: 'PL' }, { payerId: 'payer-1', oneTimeCode: '123456' }],
    ['BIZUM', { country: 'ES' }, { payerId: 'payer-1', phone: { countryCode: '+34', number: '600000000' } }],
    ['SATISPAY', { country: 'IT' }, { payerId: 'payer-1' }],
    ['WERO', { country: 'DE' }, { payerId: 'payer-1' }],
  ] as const;

  test.each(schemes)('of %s is captured in parts by the client', async (providerId, order, payerDetails) => {
    const change = { transactionType: 'TOKENIZED', providerDetails: { providerId }, payerDetails };
    const id = await pending(shop, {
      ...change,
      paymentDetails: details({ amount: 1000, ...order, autoCapture: false }),
    });
    await approve(shop, id);
    expect((await finalize(shop, id)).json).toMatchObject(done);
    expect((await move(shop, 'capture', id, 600)).json).toMatchObject({ status: 'APPROVED' });
    expect((await move(shop, 'capture', id, 400)).json).toMatchObject({ status: 'APPROVED' });
    expectRefusal(await move(shop, 'capture', id, 1), 422, '5002');
    expect(await history(shop, id)).toMatchObject({ capturedAmount: 1000 });
    expect((await move(shop, 'refund', id, 1000)).json).toMatchObject({ status: 'APPROVED' });
  });

  test.each(schemes)(
    'of %s is not captured by itself when nothing is said',
    async (providerId, order, payerDetails) => {
      const change = { transactionType: 'TOKENIZED', providerDetails: { providerId }, payerDetails };
      const started = await initiate(shop, { ...change, paymentDetails: details(order) });
      expect(started.json).toMatchObject(awaiting);
      const id = textOf(started, 'transactionId');
      await approve(shop, id);
      expect((await finalize(shop, id)).json).toMatchObject({ ...done, paymentDetails: { autoCapture: false } });
      expect(await history(shop, id)).toMatchObject({ capturedAmount: 0, captures: [] });
    },
  );

  test('must not ask to be captured by itself', async () => {
    const paymentDetails = details({ autoCapture: true });
    const answer = await initiate(shop, { transactionType: 'TOKENIZED', paymentDetails });
    expectRefusal(answer, 400, '4000');
    expect(answer.json['fields']).toEqual({
      'paymentDetails.autoCapture': 'Auto capture must be false for a tokenized payment',
    });
  });
});

test('what was captured by itself is still not captured by a scheme that lets no capture wait', async () => {
  const paymentDetails = details({ currency: 'PLN', country: 'PL' });
  const payerDetails = { payerId: 'payer-1', oneTimeCode: '123456' };
  const id = await pending(shop, { paymentDetails, payerDetails, providerDetails: { providerId: 'BLIK' } });
  await approve(shop, id);
  await finalize(shop, id);
  expectRefusal(await move(shop, 'capture', id, 1), 501, '8003');
});
