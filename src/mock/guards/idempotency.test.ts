import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approved, deferred, expectRefusal, finalize, history, move, order, pending } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { work } from '../fixtures/work.ts';
import { verifyAnswer } from '../fixtures/verify-answer.ts';
import { answer } from '../answer.ts';
import type { RunningMock } from '../server.ts';
import { IdempotencyRecords } from '../state/idempotency-records.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

describe('a repeated request', () => {
  test('gets the first answer, byte for byte and signed anew', async () => {
    const content = order(shop);
    const idempotencyKey = randomUUID();
    const first = await shop.post('/payments/initiate', content, { idempotencyKey });
    const again = await shop.post('/payments/initiate', content, { idempotencyKey });
    expect(again.status).toBe(200);
    expect(again.body.equals(first.body)).toBe(true);
    expect(again.headers['signature']).not.toBe(first.headers['signature']);
    await verifyAnswer(mock, again);
  });

  test('has no second effect', async () => {
    const transactionId = await approved(shop, deferred);
    const capture = {
      processingAccountId: shop.account,
      clientTransactionId: 'capture-1',
      transactionId,
      paymentDetails: { amount: 600 },
    };
    const idempotencyKey = randomUUID();
    for (let time = 0; time < 3; time++) {
      expect((await shop.post('/payments/capture', capture, { idempotencyKey })).status).toBe(200);
    }
    expect(await history(shop, transactionId)).toMatchObject({ capturedAmount: 600, captures: [{}] });
  });

  test('gets a refusal again too, even if it could succeed by now', async () => {
    const transactionId = await pending(shop);
    const idempotencyKey = randomUUID();
    const cancel = { processingAccountId: shop.account, clientTransactionId: 'cancel-1', transactionId: 'none' };
    const first = await shop.post('/payments/cancel', cancel, { idempotencyKey });
    expectRefusal(first, 404, '5000');
    const again = await shop.post('/payments/cancel', cancel, { idempotencyKey });
    expect(again.body.equals(first.body)).toBe(true);
    expectRefusal(await shop.post('/payments/cancel', { ...cancel, transactionId }, { idempotencyKey }), 409, '3001');
  });

  test('sent at the same time as the first has no second effect either', async () => {
    const content = order(shop);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => shop.post('/payments/initiate', content, { idempotencyKey })),
    );
    const created = answers.filter(({ status }) => status === 200);
    expect(new Set(created.map(({ json }) => json['transactionId'])).size).toBe(1);
    for (const refused of answers.filter(({ status }) => status !== 200)) expectRefusal(refused, 423, '5003');
  });
});

test('a key is the same however the path is spelt', async () => {
  const transactionId = await approved(shop);
  const idempotencyKey = randomUUID();
  const refund = {
    processingAccountId: shop.account,
    clientTransactionId: 'refund-1',
    transactionId,
    paymentDetails: { amount: 100, description: 'Called off' },
  };
  const first = await shop.post('/payments/refund', refund, { idempotencyKey });
  expect(first.status).toBe(200);
  for (const path of ['/payments/refund?x=1', '/payments/%72efund']) {
    expect((await shop.post(path, refund, { idempotencyKey })).body.equals(first.body)).toBe(true);
  }
});

test('a key belongs to the payment that the path names', async () => {
  const payments = [await pending(shop, deferred), await pending(shop, deferred)];
  const idempotencyKey = randomUUID();
  for (const transactionId of payments) {
    await shop.post(`/mock/payment/${transactionId}/approve`, undefined, { idempotencyKey });
    expect((await finalize(shop, transactionId)).json).toMatchObject({ status: 'APPROVED' });
  }
});

test('an empty key is malformed', async () => {
  const answer = await shop.post('/payments/initiate', order(shop), { idempotencyKey: '' });
  expectRefusal(answer, 400, '4000');
  expect(answer.json['fields']).toEqual({ 'Idempotency-Key': 'Idempotency-Key must be 1 to 255 characters' });
});

test('the same key with another payload is a conflict, and changes nothing', async () => {
  const transactionId = await approved(shop, deferred);
  const idempotencyKey = randomUUID();
  const capture = (amount: number) =>
    shop.post(
      '/payments/capture',
      { processingAccountId: shop.account, clientTransactionId: 'c', transactionId, paymentDetails: { amount } },
      { idempotencyKey },
    );
  expect((await capture(600)).status).toBe(200);
  expectRefusal(await capture(400), 409, '3001');
  expect(await history(shop, transactionId)).toMatchObject({ capturedAmount: 600 });
});

test('a key belongs to one organization and operation', async () => {
  const idempotencyKey = randomUUID();
  const other = await Shop.enrol(mock);
  expect((await shop.post('/payments/initiate', order(shop), { idempotencyKey })).status).toBe(200);
  expect((await other.post('/payments/initiate', order(other), { idempotencyKey })).status).toBe(200);
  const id = await approved(shop, deferred);
  const capture = { processingAccountId: shop.account, clientTransactionId: 'x', transactionId: id };
  const amount = { paymentDetails: { amount: 1 } };
  expect((await shop.post('/payments/capture', { ...capture, ...amount }, { idempotencyKey })).status).toBe(200);
});

test('a key is forgotten after a day', async () => {
  const traveller = await Shop.enrol(mock);
  const content = order(traveller);
  const idempotencyKey = randomUUID();
  const repeat = async () =>
    traveller.post('/payments/initiate', content, { idempotencyKey, token: await traveller.token() });
  const first = await repeat();
  await traveller.advance(23 * 3600);
  expect((await repeat()).body.equals(first.body)).toBe(true);
  await traveller.advance(2 * 3600);
  expectRefusal(await repeat(), 409, '5001');
});

test('a setting can demand the key', async () => {
  const strict = await startTestMock({ 'idempotency.missingKey': 'refused' });
  const known = await Shop.enrol(strict);
  const answer = await known.post('/payments/initiate', order(known), { idempotencyKey: null });
  expectRefusal(answer, 400, '4000');
  expect(answer.json['fields']).toEqual({ 'Idempotency-Key': 'Idempotency-Key is required' });
  await strict.close();
});

describe('records', () => {
  const first = { key: 'POST /payments/initiate k', payload: 'p', usedAt: 0 };

  test('a request at work has no answer yet', async () => {
    const records = new IdempotencyRecords(60);
    const request = work();
    const done = records.record(first, () => request.answer);
    expect(records.find(first.key, 0)).toEqual(first);
    request.end(answer(200, { status: 'PENDING' }));
    await done;
    expect(records.find(first.key, 59_999)?.answer?.status).toBe(200);
    expect(records.find(first.key, 60_000)).toBeUndefined();
  });

  test.each([500, 502, 504])('a server failure (%i) is not kept', async (status) => {
    const records = new IdempotencyRecords(60);
    await records.record(first, () => Promise.resolve(answer(status)));
    expect(records.find(first.key, 0)).toBeUndefined();
  });

  test('nor is a request that was refused before it was processed', async () => {
    const records = new IdempotencyRecords(60);
    await expect(records.record(first, () => Promise.reject(new Error('locked')))).rejects.toThrow('locked');
    expect(records.find(first.key, 0)).toBeUndefined();
  });
});

test('a movement repeated under another key is told by its reference', async () => {
  const transactionId = await approved(shop, deferred);
  expect((await move(shop, 'capture', transactionId, 100, 'part-1')).status).toBe(200);
  expectRefusal(await move(shop, 'capture', transactionId, 100, 'part-1'), 409, '5001');
  expect((await move(shop, 'capture', transactionId, 100, 'part-2')).status).toBe(200);
});
