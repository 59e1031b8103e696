import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approved, deferred, expectRefusal, finalize, history, move, order, pending } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { verifyAnswer } from '../fixtures/verify-answer.ts';
import { answer } from '../answer.ts';
import type { RunningMock } from '../server.ts';
import { IdempotencyRecords } from '../state/idempotency-records.ts';
import { MemoryStorage } from '../state/memory-storage.ts';

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
  const records = () => new IdempotencyRecords(new MemoryStorage(), 'org-1', 60);
  const request = { key: 'k', payload: 'p', usedAt: 0 };
  const accepted = answer(200, { status: 'PENDING' });

  test('are found within their lifetime', () => {
    const kept = records();
    kept.keep(request, accepted);
    expect(kept.find('k', 59_999)).toEqual({ ...request, answer: accepted });
    expect(kept.find('k', 60_000)).toBeUndefined();
  });

  test('are removed when they have outlived it, and no others', () => {
    const storage = new MemoryStorage();
    const kept = new IdempotencyRecords(storage, 'org-1', 60);
    kept.keep(request, accepted);
    kept.keep({ ...request, key: 'renewed' }, accepted);
    kept.keep({ ...request, key: 'renewed', usedAt: 61_000 }, accepted);
    expect([...storage.collection('idempotency-records').entries('')].map(([key]) => key)).toEqual(['org-1/renewed']);
    expect([...storage.collection('idempotency-ages').entries('')]).toHaveLength(1);
  });
});

describe('100 identical requests at the same time', () => {
  test.each([
    ['a payment', '/payments/initiate', () => Promise.resolve(order(shop))],
    [
      'a refund',
      '/payments/refund',
      async () => ({
        processingAccountId: shop.account,
        clientTransactionId: 'refund-of-many',
        transactionId: await approved(shop),
        paymentDetails: { amount: 100, description: 'Called off' },
      }),
    ],
  ])('make %s once', async (_what, path, contentOf) => {
    const content = await contentOf();
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => shop.post(path, content, { idempotencyKey })));
    const bodies = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.toString()));
    expect(bodies.size).toBe(1);
    for (const refused of answers.filter(({ status }) => status !== 200)) expectRefusal(refused, 423, '5003');
    const { transactionId } = content as { transactionId?: string };
    if (transactionId !== undefined) expect(await history(shop, transactionId)).toMatchObject({ refundedAmount: 100 });
  });
});

describe('an operation that takes a while', () => {
  const slowly = () =>
    shop.control('PUT', '/faults', {
      faults: [{ fault: 'delay', operation: 'payments/initiate', milliseconds: 200, times: 1 }],
    });

  test('answers no twin before it is done, and no key with another payload', async () => {
    await slowly();
    const content = order(shop);
    const idempotencyKey = randomUUID();
    const first = shop.post('/payments/initiate', content, { idempotencyKey });
    await expect.poll(async () => (await shop.control('GET', '/faults')).json).toEqual({ faults: [] });
    expectRefusal(await shop.post('/payments/initiate', content, { idempotencyKey }), 423, '5003');
    expectRefusal(await shop.post('/payments/initiate', order(shop), { idempotencyKey }), 409, '3001');
    const again = await first.then(() => shop.post('/payments/initiate', content, { idempotencyKey }));
    expect(again.json).toEqual((await first).json);
  });
});

describe('a key can be used again after', () => {
  test.each([
    ['a server failure', { fault: 'refuse', error: 'internal' }, 500, '9999'],
    ['a provider that was not reached', { fault: 'refuse', error: 'provider' }, 502, '8004'],
    ['a rate limit', { fault: 'refuse', error: 'rateLimit' }, 429, '3000'],
  ])('%s', async (_what, fault, status, reasonCode) => {
    await shop.control('PUT', '/faults', { faults: [{ ...fault, operation: 'payments/initiate', times: 1 }] });
    const content = order(shop);
    const idempotencyKey = randomUUID();
    expectRefusal(await shop.post('/payments/initiate', content, { idempotencyKey }), status, reasonCode);
    expect((await shop.post('/payments/initiate', content, { idempotencyKey })).json).toMatchObject({
      status: 'PENDING',
    });
  });
});

test('a movement repeated under another key is told by its reference', async () => {
  const transactionId = await approved(shop, deferred);
  expect((await move(shop, 'capture', transactionId, 100, 'part-1')).status).toBe(200);
  expectRefusal(await move(shop, 'capture', transactionId, 100, 'part-1'), 409, '5001');
  expect((await move(shop, 'capture', transactionId, 100, 'part-2')).status).toBe(200);
});
