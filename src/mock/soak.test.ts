import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock } from './fixtures/mock.ts';
import { deferred, history, order } from './fixtures/orders.ts';
import { startTestReceiver, type TestReceiver } from './fixtures/receiver.ts';
import { Shop } from './fixtures/shop.ts';
import type { WireAnswer } from './fixtures/wire.ts';
import type { Delivery } from './notifications/delivery.ts';
import type { RunningMock } from './server.ts';
import { temporaryStorage } from './state/lmdb-storage.ts';

const shops = 4;
const paymentsEach = 20;
const patience = 60;

const lines: Record<string, unknown>[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
let mock: RunningMock;

beforeAll(async () => {
  process.on('unhandledRejection', note);
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  mock = await startTestMock({}, { storage: temporaryStorage(), log });
});
afterAll(async () => {
  await mock.close();
  process.removeListener('unhandledRejection', note);
});

/** Each goes wrong as often as payments are made: what has no effect, and what has one that the client does not learn of. */
const faults = [
  { fault: 'drop', when: 'after', operation: 'payments/initiate' },
  { fault: 'delay', milliseconds: 3, operation: 'payments/initiate' },
  { fault: 'refuse', error: 'internal', operation: 'payments/finalize' },
  { fault: 'drop', when: 'before', operation: 'payments/capture' },
  { fault: 'refuse', error: 'providerTimeout', when: 'after', operation: 'payments/capture' },
  { fault: 'refuse', error: 'provider', when: 'after', operation: 'payments/refund' },
  { fault: 'spoil', operator: 'remove-field', arguments: { field: 'Signature' }, operation: 'payments/refund' },
  { fault: 'refuse', error: 'rateLimit', operation: 'mock/approve' },
].map((fault) => ({ ...fault, times: paymentsEach }));

/** What a client may do again with the same key and payload. */
const again = ({ status }: WireAnswer): boolean => status >= 500 || status === 429 || status === 423;

/** One write, repeated with its key until it is answered; both of two at once, every now and then. */
async function insist(shop: Shop, path: string, content?: object): Promise<WireAnswer> {
  const idempotencyKey = randomUUID();
  const send = () => shop.post(path, content, { idempotencyKey }).catch(() => undefined);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const answers = await Promise.all(attempt % 3 === 1 ? [send(), send()] : [send()]);
    const final = answers.find((answer) => answer !== undefined && !again(answer));
    if (final !== undefined) return final;
  }
  throw new Error(`${path} was not answered`);
}

/** The id of a payment that was captured in two parts and refunded in part. */
async function pay(shop: Shop): Promise<string> {
  const started = await insist(shop, '/payments/initiate', order(shop, deferred));
  const transactionId = String(started.json['transactionId']);
  const subject = { processingAccountId: shop.account, transactionId };
  await insist(shop, `/mock/payment/${transactionId}/approve`);
  await insist(shop, '/payments/finalize', subject);
  for (const amount of [1500, 900]) {
    const clientTransactionId = `capture-${randomUUID()}`;
    await insist(shop, '/payments/capture', { ...subject, clientTransactionId, paymentDetails: { amount } });
  }
  const paymentDetails = { amount: 700, description: 'Called off' };
  await insist(shop, '/payments/refund', { ...subject, clientTransactionId: `refund-${randomUUID()}`, paymentDetails });
  return transactionId;
}

async function trade(receiver: TestReceiver): Promise<{ readonly shop: Shop; readonly ids: readonly string[] }> {
  const shop = await Shop.enrol(mock);
  await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
  await shop.renewToken();
  await shop.control('PUT', '/faults', { faults });
  const ids: string[] = [];
  for (let batch = 0; batch < paymentsEach / 5; batch += 1) {
    ids.push(...(await Promise.all(Array.from({ length: 5 }, () => pay(shop)))));
  }
  return { shop, ids };
}

test('under load and faults no answered payment is lost, every sum is right, and every outcome is told once', async () => {
  const receiver = await startTestReceiver(mock);
  receiver.answerWith(503);
  const traded = await Promise.all(Array.from({ length: shops }, () => trade(receiver)));
  receiver.answerWith(202);

  for (const { shop, ids } of traded) {
    expect((await shop.control('GET', '/faults')).json).toEqual({ faults: [] });
    expect(new Set(ids).size).toBe(paymentsEach);
    for (const id of ids) {
      expect(await history(shop, id)).toMatchObject({ amount: 2500, capturedAmount: 2400, refundedAmount: 700 });
    }
    await shop.control('POST', '/clock', { advanceSeconds: 40 });
    await expect
      .poll(async () => (await shop.control('GET', '/deliveries?state=pending')).json, { timeout: 20_000 })
      .toEqual({ deliveries: [] });
    const deliveries = (await shop.control('GET', '/deliveries')).json['deliveries'] as Delivery[];
    const told = deliveries.map(({ transactionId, notificationType }) => `${transactionId} ${notificationType}`);
    const expected = ids.flatMap((id) =>
      // Started, then approved by the payer; finalized; captured twice; refunded.
      ['INITIATE', 'INITIATE', 'FINALIZE', 'CAPTURE', 'CAPTURE', 'REFUND'].map((type) => `${id} PAYMENT_${type}`),
    );
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
  }
  const internal = lines.filter(
    ({ msg, err }) => msg === 'internal error' && !(err as Error).message.includes('A fault'),
  );
  expect([internal, unhandled]).toEqual([[], []]);
  await receiver.close();
});
