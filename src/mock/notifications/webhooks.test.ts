import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { schemasDir } from '../../contract/locations.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { startTestMock } from '../fixtures/mock.ts';
import {
  approve,
  approved,
  cancel,
  deferred,
  finalize,
  initiate,
  move,
  pending,
  tokenized,
} from '../fixtures/orders.ts';
import { hmacOf, startTestReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';
import type { Delivery } from './delivery.ts';

const schemas = loadSchemas(schemasDir);
let mock: RunningMock;
let shop: Shop;
let receiver: TestReceiver;

beforeAll(async () => {
  mock = await startTestMock();
});
afterAll(() => mock.close());

beforeEach(async () => {
  shop = await Shop.enrol(mock);
  receiver = await startTestReceiver(mock);
  await listen({ url: receiver.url });
});
afterEach(() => receiver.close());

async function listen(...endpoints: readonly object[]): Promise<void> {
  expect((await shop.control('PUT', '/webhooks', { endpoints })).status).toBe(200);
}

async function deliveries(): Promise<Delivery[]> {
  return (await shop.control('GET', '/deliveries')).json['deliveries'] as Delivery[];
}

/** The delivery log, once the first delivery has come to have so many attempts. */
async function attempted(count: number): Promise<Delivery> {
  for (;;) {
    const [first] = await deliveries();
    if (first !== undefined && first.attempts.length >= count) return first;
  }
}

describe('a notification', () => {
  test('carries the fields of its type and nothing else, and the HMAC of its bytes', async () => {
    const id = await pending(shop, tokenized);
    const [arrival] = await receiver.arrived(1);
    expect(arrival?.json).toEqual({
      notificationId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ) as string,
      notificationType: 'PAYMENT_INITIATE',
      transactionId: id,
      clientTransactionId: expect.stringMatching(/^order-/) as string,
      status: 'PENDING',
      statusInfo: { reasonCode: '-1', message: 'Awaiting user consent' },
    });
    expect(arrival?.contentType).toBe('application/json');
    expect(arrival?.signature).toBe(hmacOf(arrival?.body ?? '', shop.webhookSecret));
    expect(arrival?.signature).not.toBe(hmacOf(`${arrival?.body ?? ''} `, shop.webhookSecret));
  });

  test.each([
    [
      'an approval',
      async (): Promise<unknown> => approve(shop, await pending(shop)),
      ['PAYMENT_INITIATE PENDING', 'PAYMENT_INITIATE PENDING'],
    ],
    [
      'an authorization',
      async (): Promise<unknown> => approved(shop, deferred),
      ['PAYMENT_INITIATE PENDING', 'PAYMENT_INITIATE PENDING', 'PAYMENT_FINALIZE APPROVED'],
    ],
    [
      'a cancellation',
      async (): Promise<unknown> => cancel(shop, await pending(shop)),
      ['PAYMENT_INITIATE PENDING', 'PAYMENT_FINALIZE CANCELED'],
    ],
    [
      'a premature finalize',
      async (): Promise<unknown> => finalize(shop, await pending(shop)),
      ['PAYMENT_INITIATE PENDING'],
    ],
  ] as const)('tells of %s', async (_what, act, expected) => {
    await act();
    const arrivals = await receiver.arrived(expected.length);
    const told = arrivals.map(({ json }) => `${String(json['notificationType'])} ${String(json['status'])}`);
    expect(told.toSorted()).toEqual([...expected].toSorted());
    expect(await deliveries()).toHaveLength(expected.length);
  });

  test('of captures and refunds tells this amount and all of them', async () => {
    const id = await approved(shop, deferred);
    await move(shop, 'capture', id, 1000, 'capture-1');
    await move(shop, 'capture', id, 500, 'capture-2');
    await move(shop, 'refund', id, 300, 'refund-1');
    const arrivals = await receiver.arrived(6);
    const of = (reference: string) => arrivals.find(({ json }) => json['clientTransactionId'] === reference)?.json;
    expect(of('capture-2')).toMatchObject({
      notificationType: 'PAYMENT_CAPTURE',
      transactionId: id,
      amount: 500,
      capturedAmount: 1500,
    });
    expect(of('refund-1')).toMatchObject({
      notificationType: 'PAYMENT_REFUND',
      transactionId: id,
      amount: 300,
      refundedAmount: 300,
    });
  });

  test('of every type fits its schema', async () => {
    const id = await approved(shop, { transactionType: 'RECURRING' });
    await move(shop, 'refund', id, 300);
    const arrivals = await receiver.arrived(5);
    const types = arrivals.map(({ json }) => String(json['notificationType']));
    expect(new Set(types)).toEqual(
      new Set(['PAYMENT_INITIATE', 'PAYMENT_FINALIZE', 'PAYMENT_CAPTURE', 'PAYMENT_REFUND']),
    );
    for (const { json } of arrivals) {
      expect(schemas.violations(`webhooks/${String(json['notificationType'])}`, json)).toEqual([]);
    }
    const finalized = arrivals.find(({ json }) => json['notificationType'] === 'PAYMENT_FINALIZE');
    expect(finalized?.json['payerDetails']).toEqual({ paymentToken: expect.stringMatching(/^ey/) as string });
  });

  test('is not repeated for a replayed request', async () => {
    const idempotencyKey = 'the-same';
    const content = { clientTransactionId: 'order-once' };
    const first = await initiate(shop, content, { idempotencyKey });
    const again = await initiate(shop, content, { idempotencyKey });
    expect(again.body.equals(first.body)).toBe(true);
    await receiver.arrived(1);
    expect(await deliveries()).toHaveLength(1);
  });

  test('goes to the endpoints that want its type, with one id', async () => {
    const second = await startTestReceiver(mock);
    await listen(
      { url: receiver.url, types: ['PAYMENT_CAPTURE'] },
      { url: `${receiver.url}/all` },
      { url: second.url },
    );
    await pending(shop);
    const [[first], [other]] = await Promise.all([receiver.arrived(1), second.arrived(1)]);
    expect(first?.json['notificationId']).toBe(other?.json['notificationId']);
    expect((await deliveries()).map(({ url }) => url)).toEqual([`${receiver.url}/all`, second.url]);
    await second.close();
  });
});

describe('a notification that is not acknowledged', () => {
  test.each([
    ['a refusal', 503, { status: 503 }],
    ['a redirection', 301, { status: 301 }],
    ['silence', 0, { error: expect.any(String) as string }],
  ])('after %s is delivered again as it was', async (_what, status, attempt) => {
    receiver.answerWith(status);
    await pending(shop);
    expect(await attempted(1)).toMatchObject({ state: 'pending', attempts: [attempt] });
    receiver.answerWith(202);
    await shop.advance(31);
    const [first, second] = await receiver.arrived(2);
    expect(second).toEqual(first);
    expect(await attempted(2)).toMatchObject({ state: 'delivered', attempts: [attempt, { status: 202 }] });
  });

  test('is retried ten times with growing pauses, and then dropped', async () => {
    receiver.answerWith(500);
    await pending(shop);
    for (let retry = 1; retry <= 10; retry++) {
      expect(await attempted(retry)).toMatchObject({ state: 'pending' });
      const pause = 30 * 2 ** (retry - 1);
      await shop.advance(pause - 5);
      expect((await deliveries())[0]?.attempts).toHaveLength(retry);
      await shop.advance(5);
    }
    expect(await attempted(11)).toMatchObject({ state: 'dropped' });
    await shop.advance(86_400);
    // Its payment has expired meanwhile, which is another notification.
    const told = receiver.arrivals.filter(({ json }) => json['notificationType'] === 'PAYMENT_INITIATE');
    expect(told).toHaveLength(11);
    expect(new Set(told.map(({ json }) => json['notificationId'])).size).toBe(1);
  });

  test('is retried as often by one step of the clock, each time when it was due', async () => {
    receiver.answerWith(500);
    await pending(shop);
    const [start] = (await attempted(1)).attempts;
    await shop.advance(25 * 3600);
    const { state, attempts } = await attempted(11);
    expect(state).toBe('dropped');
    const begun = Date.parse(start?.at ?? '');
    expect(attempts.map(({ at }) => (Date.parse(at) - begun) / 1000)).toEqual(
      Array.from({ length: 11 }, (_none, retry) => 30 * (2 ** retry - 1)),
    );
  });

  test('because its endpoint is not trusted is logged so', async () => {
    const other = await startTestMock();
    const stranger = await startTestReceiver(other);
    await listen({ url: stranger.url });
    await pending(shop);
    const { attempts } = await attempted(1);
    expect(attempts[0]?.error).toMatch(/certificate/i);
    await stranger.close();
    await other.close();
  });
});

test('a setting keeps outcomes that were answered from being notified, and no others', async () => {
  const silent = await startTestMock({ 'webhooks.synchronousOutcomes': 'silent' });
  const quiet = await Shop.enrol(silent);
  const listener = await startTestReceiver(silent);
  await quiet.control('PUT', '/webhooks', { endpoints: [{ url: listener.url }] });
  const id = await approved(quiet);
  const [arrival] = await listener.arrived(1);
  expect(arrival?.json).toMatchObject({ notificationType: 'PAYMENT_INITIATE', transactionId: id });
  expect((await quiet.control('GET', '/deliveries')).json['deliveries']).toHaveLength(1);
  await listener.close();
  await silent.close();
});

test('a setting decides on the type that tells of an approval', async () => {
  const other = await startTestMock({ 'webhooks.approvalType': 'PAYMENT_FINALIZE' });
  const theirs = await Shop.enrol(other);
  const listener = await startTestReceiver(other);
  await theirs.control('PUT', '/webhooks', { endpoints: [{ url: listener.url }] });
  await approve(theirs, await pending(theirs));
  const arrivals = await listener.arrived(2);
  expect(arrivals.map(({ json }) => [json['notificationType'], json['status']])).toEqual([
    ['PAYMENT_INITIATE', 'PENDING'],
    ['PAYMENT_FINALIZE', 'PENDING'],
  ]);
  await listener.close();
  await other.close();
});

test('settings name the header, the hash and the encoding', async () => {
  const other = await startTestMock({ 'webhooks.hash': 'sha512', 'webhooks.encoding': 'base64' });
  const customer = await Shop.enrol(other);
  const listener = await startTestReceiver(other);
  await customer.control('PUT', '/webhooks', { endpoints: [{ url: listener.url }] });
  await pending(customer);
  const [arrival] = await listener.arrived(1);
  expect(Buffer.from(arrival?.signature ?? '', 'base64')).toHaveLength(64);
  await listener.close();
  await other.close();
});
