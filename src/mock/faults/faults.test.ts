import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approved, expectRefusal, history, initiate, move, order, pending } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { verifyAnswer } from '../fixtures/verify-answer.ts';
import { textOf, type WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
});
beforeEach(async () => {
  shop = await Shop.enrol(mock);
  await shop.renewToken();
});
afterAll(() => mock.close());

async function set(...faults: readonly object[]): Promise<void> {
  expect((await shop.control('PUT', '/faults', { faults })).status).toBe(200);
}

describe('a call whose connection is dropped', () => {
  test.each([
    ['before', false],
    ['after', true],
  ] as const)('%s the operation', async (when, hasEffect) => {
    const content = order(shop, { clientTransactionId: 'order-1' });
    await set({ fault: 'drop', when, operation: 'payments/initiate', times: 1 });
    const idempotencyKey = randomUUID();
    await expect(shop.post('/payments/initiate', content, { idempotencyKey })).rejects.toThrow('socket hang up');
    const other = await shop.post('/payments/initiate', content);
    if (hasEffect) expectRefusal(other, 409, '5001');
    else expect(other.status).toBe(200);
    const again = await shop.post('/payments/initiate', content, { idempotencyKey });
    if (hasEffect) expect(again.json).toMatchObject({ status: 'PENDING', clientTransactionId: 'order-1' });
    else expectRefusal(again, 409, '5001');
  });
});

describe('a call that is refused', () => {
  test('before the operation has no effect', async () => {
    const id = await approved(shop);
    await set({ fault: 'refuse', error: 'providerTimeout', operation: 'payments/refund', times: 1 });
    const idempotencyKey = randomUUID();
    const refund = () =>
      shop.post(
        '/payments/refund',
        {
          processingAccountId: shop.account,
          clientTransactionId: 'refund-1',
          transactionId: id,
          paymentDetails: { amount: 100, description: 'Called off' },
        },
        { idempotencyKey },
      );
    const refused = await refund();
    expectRefusal(refused, 504, '8001');
    await verifyAnswer(mock, refused);
    expect(await history(shop, id)).toMatchObject({ refundedAmount: 0 });
    expect((await refund()).json).toMatchObject({ status: 'APPROVED' });
  });

  test('after it has one, which a retry is answered with', async () => {
    const content = order(shop);
    const idempotencyKey = randomUUID();
    await set({ fault: 'refuse', when: 'after', error: 'internal', operation: 'payments/initiate', times: 1 });
    expectRefusal(await shop.post('/payments/initiate', content, { idempotencyKey }), 500, '9999');
    expectRefusal(await shop.post('/payments/initiate', content), 409, '5001');
    const again = await shop.post('/payments/initiate', content, { idempotencyKey });
    expect(again.json).toMatchObject({ status: 'PENDING' });
  });

  test('tells another code where it is told to', async () => {
    await set({ fault: 'refuse', error: 'invalidInput', reasonCode: '4099', message: 'Something else' });
    const answer = await initiate(shop);
    expectRefusal(answer, 400, '4099');
    expect(answer.json['statusInfo']).toEqual({ reasonCode: '4099', message: 'Something else' });
  });
});

test('a call that is delayed keeps others off its payment meanwhile', async () => {
  const id = await approved(shop);
  await set({ fault: 'delay', milliseconds: 300, operation: 'payments/refund', times: 1 });
  const slow = move(shop, 'refund', id, 100);
  await expect.poll(async () => (await shop.control('GET', '/faults')).json).toEqual({ faults: [] });
  expectRefusal(await move(shop, 'refund', id, 100), 423, '5003');
  expect((await slow).json).toMatchObject({ status: 'APPROVED' });
});

describe('an answer that is spoilt', () => {
  const spoilt = async (fault: object): Promise<WireAnswer> => {
    await set({ fault: 'spoil', operation: 'payments/initiate', ...fault });
    return initiate(shop);
  };

  test('is not signed', async () => {
    const answer = await spoilt({ operator: 'remove-field', arguments: { field: 'Signature' } });
    expect([answer.status, answer.headers['signature']]).toEqual([200, undefined]);
  });

  test('is corrupt', async () => {
    const answer = await spoilt({ operator: 'flip-content' });
    expect(answer.status).toBe(200);
    await expect(verifyAnswer(mock, answer)).rejects.toThrow('The digest is not that of the body');
  });
});

describe('a fault is met', () => {
  const unreachable = { fault: 'refuse', error: 'provider' };
  const statuses = async (...calls: (() => Promise<WireAnswer>)[]): Promise<number[]> => {
    const met: number[] = [];
    for (const call of calls) met.push((await call()).status);
    return met;
  };
  const start = () => initiate(shop);

  test('so many times', async () => {
    await set({ ...unreachable, times: 2 });
    expect(await statuses(start)).toEqual([502]);
    expect((await shop.control('GET', '/faults')).json).toEqual({ faults: [{ ...unreachable, times: 1 }] });
    expect(await statuses(start, start)).toEqual([502, 200]);
  });

  test('until it is taken away', async () => {
    await set(unreachable);
    expect(await statuses(start, start, start)).toEqual([502, 502, 502]);
    expect((await shop.control('DELETE', '/faults')).json).toEqual({ faults: [] });
    expect(await statuses(start)).toEqual([200]);
  });

  test('by the calls of its operation', async () => {
    const id = await pending(shop);
    await set({ ...unreachable, operation: 'payments/status' });
    expect(await statuses(start, () => shop.get(`/payments/${id}/status`))).toEqual([200, 502]);
  });

  test('by token requests too', async () => {
    await set({ fault: 'refuse', error: 'rateLimit', operation: 'auth/token' });
    const form = { grant_type: 'client_credentials', client_id: shop.organizationId };
    expectRefusal(await shop.requestToken(form), 429, '3000');
  });

  test('by the calls that name its reference', async () => {
    const [first, second] = [await pending(shop), await pending(shop)];
    const status = (id: string) => () => shop.get(`/payments/${id}/status`);
    await set({ ...unreachable, reference: first });
    expect(await statuses(status(first), status(second))).toEqual([502, 200]);
    await set({ ...unreachable, reference: 'order-of-this-test' });
    const named = () => initiate(shop, { clientTransactionId: 'order-of-this-test' });
    expect(await statuses(start, named)).toEqual([200, 502]);
  });

  test('by no other organization', async () => {
    const other = await Shop.enrol(mock);
    await set(unreachable);
    expect(textOf(await initiate(other), 'status')).toBe('PENDING');
  });
});

test.each([
  [{ fault: 'delay' }, '/faults/0/milliseconds is required'],
  [{ fault: 'refuse', error: 'nonsense' }, '/faults/0/error must be one of '],
  [{ fault: 'spoil' }, '/faults/0/operator is required'],
  [{ fault: 'delay', milliseconds: 1, when: 'after' }, '/faults/0/when must not be there'],
  [{ fault: 'drop', milliseconds: 1 }, '/faults/0/milliseconds must not be there'],
  [{ fault: 'drop', error: 'internal' }, '/faults/0/error must not be there'],
  [{ fault: 'drop', operation: 'payments/nothing' }, '/faults/0/operation must be one of '],
])('%j is no fault', async (fault, message) => {
  const answer = await shop.control('PUT', '/faults', { faults: [fault] });
  expect([answer.status, answer.json]).toMatchObject([
    400,
    { error: { message: expect.stringContaining(`The content ${message}`) as string } },
  ]);
});
