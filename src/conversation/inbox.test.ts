import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createRedactor } from '../evidence/redactor.ts';
import { openForwardedEndpoint, type Endpoint } from './endpoint.ts';
import { Inbox } from './inbox.ts';
import { loadSpecification } from './specification.ts';

const secret = 'the secret of these webhooks';
const webhook = (change: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({ notificationId: 'n1', notificationType: 'PAYMENT_INITIATE', transactionId: 'tx1', ...change }),
  );

let endpoint: Endpoint;
let inbox: Inbox;
beforeEach(async () => {
  const settings = loadSpecification().protocol.webhooks;
  const webhooks = { url: 'https://hooks.example.com', listen: { host: '127.0.0.1', port: 0 }, secret };
  const redactor = createRedactor({ secretFields: [settings.signatureHeader] });
  endpoint = await openForwardedEndpoint(webhooks, {
    secret,
    settings,
    clock: systemClock,
    redactor,
    trust: undefined,
  });
  inbox = new Inbox({
    endpoint: () => Promise.resolve(endpoint),
    concerns: (id) => id === 'tx1',
    attach: () => undefined,
  });
});
afterEach(() => endpoint.close());

test('tells of each webhook of the payment once', async () => {
  await endpoint.deliver(webhook({ transactionId: 'tx2' }), webhook({ transactionId: 'tx2' }));
  expect(await endpoint.deliver(webhook(), webhook())).toBe(202);
  expect((await inbox.next('PAYMENT_INITIATE')).payload).toMatchObject({ transactionId: 'tx1' });
  await endpoint.deliver(webhook({ status: 'PENDING' }), webhook({ status: 'PENDING' }));
  expect((await inbox.next('PAYMENT_INITIATE')).payload).toMatchObject({ status: 'PENDING' });
});

test('one without an HMAC is told by what it came with', async () => {
  const headers = { 'Content-Type': 'application/json', 'X-Signature': 'abc' };
  await fetch(endpoint.receiver.url, { method: 'POST', headers, body: webhook() });
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    actual: expect.stringMatching(/^no Nopan-Signature, but .*x-signature/i) as string,
    advice: expect.stringContaining('webhooks.signatureHeader') as string,
  });
});

test('one whose HMAC does not fit is not made good by an authentic one that follows', async () => {
  expect(await endpoint.deliver(webhook(), Buffer.from('something else'))).toBe(401);
  expect(await endpoint.deliver(webhook(), webhook())).toBe(202);
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    code: 'ERR_ASSERTION',
    message: 'PAYMENT_INITIATE came with an HMAC that does not fit',
    actual: 'another Nopan-Signature',
  });
});

const arrives = async (change: object = {}): Promise<void> => {
  expect(await endpoint.deliver(webhook(change), webhook(change))).toBe(202);
};

test('what nobody waited for is told, and what is about another payment is not', async () => {
  await arrives();
  await arrives({ notificationId: 'n2', transactionId: 'tx2' });
  await expect(inbox.expectNothingElse()).rejects.toMatchObject({
    code: 'ERR_ASSERTION',
    message: 'There are webhooks that nothing called for',
    actual: '["PAYMENT_INITIATE"]',
  });
  await inbox.next('PAYMENT_INITIATE');
  await inbox.expectNothingElse();
});

test('a webhook of a type that no call can bring about is told', async () => {
  await arrives();
  await inbox.expectPlausible(['auth/token', 'payments/initiate']);
  await arrives({ notificationId: 'n2', notificationType: 'PAYMENT_REFUND' });
  await expect(inbox.expectPlausible(['payments/initiate', 'payments/capture'])).rejects.toMatchObject({
    message: 'There are webhooks that no call of this scenario can have brought about',
    actual: '["PAYMENT_REFUND"]',
  });
  await inbox.expectPlausible(['payments/initiate', 'payments/refund']);
});

test('each attempt to deliver a notification is found again', async () => {
  await arrives();
  const notification = await inbox.next('PAYMENT_INITIATE');
  expect(await inbox.attemptsOf(notification)).toHaveLength(1);
  await arrives();
  await arrives({ notificationId: 'n2' });
  expect(await inbox.attemptsOf(notification)).toHaveLength(2);
});
