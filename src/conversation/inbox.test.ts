import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { createRedactor } from '../evidence/redactor.ts';
import { openForwardedEndpoint, type Endpoint } from './endpoint.ts';
import { Inbox } from './inbox.ts';
import { expectOwnIds } from './notification.ts';
import { loadSpecification } from './specification.ts';

const secret = 'the secret of these webhooks';
const webhook = (change: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({ notificationId: 'n1', notificationType: 'PAYMENT_INITIATE', transactionId: 'tx1', ...change }),
  );

let endpoint: Endpoint;
let inbox: Inbox;
let unreliable: CertifyError | undefined;
let attached: { notificationType?: string; note?: string }[];
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
    attach: (text) => attached.push(JSON.parse(text) as { note?: string }),
    unreliable: () => unreliable,
  });
  unreliable = undefined;
  attached = [];
});
afterEach(() => endpoint.close());

test('tells of each webhook of the payment once', async () => {
  const foreign = webhook({ notificationId: 'n0', transactionId: 'tx2' });
  await endpoint.deliver(foreign, foreign);
  expect(await endpoint.deliver(webhook(), webhook())).toBe(202);
  expect((await inbox.next('PAYMENT_INITIATE')).payload).toMatchObject({ transactionId: 'tx1' });
  const other = webhook({ notificationId: 'n2', status: 'PENDING' });
  await endpoint.deliver(other, other);
  expect((await inbox.next('PAYMENT_INITIATE')).payload).toMatchObject({ status: 'PENDING' });
});

test('one that does not arrive is not missed where the response about the payment was not signed', async () => {
  unreliable = new CertifyError('ERR_SIGNATURE_MISSING', 'The message has no Signature');
  endpoint = { ...endpoint, deadlineMs: 10 };
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toBe(unreliable);
});

test('one without an HMAC is told by what it came with', async () => {
  const headers = { 'Content-Type': 'application/json', 'X-Signature': 'abc' };
  await fetch(endpoint.receiver.url, { method: 'POST', headers, body: webhook() });
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    actual: expect.stringMatching(/^no Nopan-Signature, but .*x-signature/i) as string,
    advice: expect.stringContaining('webhooks.signatureHeader') as string,
  });
});

test('one with an invalid HMAC is not made good by an authentic one that follows', async () => {
  expect(await endpoint.deliver(webhook(), Buffer.from('something else'))).toBe(401);
  expect(await endpoint.deliver(webhook(), webhook())).toBe(202);
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    code: 'ERR_ASSERTION',
    message: 'PAYMENT_INITIATE has an invalid HMAC',
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
    message: 'Received webhooks that no call in this scenario could have triggered',
    actual: '["PAYMENT_REFUND"]',
  });
  await inbox.expectPlausible(['payments/initiate', 'payments/refund']);
});

test('a webhook of a type that nobody knows, or of none, is noted and is no fault', async () => {
  await arrives();
  await arrives({ notificationId: 'n2', notificationType: 'PAYMENT_RISK' });
  await arrives({ notificationId: 'n3', notificationType: undefined });
  await arrives({ notificationId: 'n4', notificationType: 'constructor' });
  await inbox.next('PAYMENT_INITIATE');
  await inbox.expectNothingElse();
  await inbox.expectPlausible(['payments/initiate']);
  expect(attached.map(({ notificationType, note }) => [notificationType, note])).toEqual([
    ['PAYMENT_INITIATE', undefined],
    ['PAYMENT_RISK', 'is of the type PAYMENT_RISK, which is not known: ignored'],
    [undefined, 'names no notificationType: ignored'],
    ['constructor', 'is of the type constructor, which is not known: ignored'],
  ]);
});

test('one that has to tell a status is waited for behind others of its type, and else is the first of them', async () => {
  const type = { notificationType: 'PAYMENT_FINALIZE' };
  await arrives({ ...type, status: 'PENDING' });
  setTimeout(() => void arrives({ ...type, notificationId: 'n2', status: 'APPROVED' }), 5);
  expect((await inbox.next('PAYMENT_FINALIZE', 'APPROVED')).payload).toMatchObject({ notificationId: 'n2' });
  expect((await inbox.next('PAYMENT_FINALIZE', 'PENDING')).payload).toMatchObject({ notificationId: 'n1' });
  await inbox.expectNothingElse();

  await arrives({ ...type, notificationId: 'n3', status: 'DECLINED' });
  endpoint = { ...endpoint, deadlineMs: 1 };
  expect((await inbox.next('PAYMENT_FINALIZE', 'CANCELED')).payload).toMatchObject({ status: 'DECLINED' });
  await expect(inbox.next('PAYMENT_FINALIZE', 'CANCELED')).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
});

test.each(['PAYMENT_INITIATE', 'PAYMENT_FINALIZE'])('an approval is told by %s, behind the start', async (type) => {
  await arrives();
  await arrives({ notificationId: 'n2', notificationType: type });
  expect((await inbox.nextOfApproval(true)).payload).toMatchObject({ notificationId: 'n2' });
  await arrives({ notificationId: 'n3', notificationType: type });
  expect((await inbox.nextOfApproval(false)).payload).toMatchObject({ notificationId: 'n3' });
});

test('each attempt to deliver a notification is found again', async () => {
  await arrives();
  const notification = await inbox.next('PAYMENT_INITIATE');
  expect(await inbox.attemptsOf(notification)).toHaveLength(1);
  await arrives();
  await arrives({ notificationId: 'n2' });
  expect(await inbox.attemptsOf(notification)).toHaveLength(2);
});

describe('a notification that is delivered several times', () => {
  const deliver = async (...bodies: readonly Buffer[]) => {
    for (const body of bodies) expect(await endpoint.deliver(body, body)).toBe(202);
  };
  const second = webhook({ notificationId: 'n2', amount: 300 });

  test('is one event, before the next and behind it', async () => {
    await deliver(webhook(), webhook(), second, second, webhook());
    const first = await inbox.next('PAYMENT_INITIATE');
    expect((await inbox.next('PAYMENT_INITIATE')).payload).toMatchObject({ amount: 300 });
    await inbox.expectNothingElse();
    const [one, ...others] = await inbox.attemptsOf(first);
    expect([one?.repeats, ...others.map(({ repeats }) => repeats)]).toEqual([undefined, one?.id, one?.id]);
    expectOwnIds(await inbox.arrived());
  });

  test('is one event with members in another order', async () => {
    await deliver(
      webhook(),
      Buffer.from('{"transactionId":"tx1", "notificationType":"PAYMENT_INITIATE", "notificationId":"n1"}'),
    );
    await inbox.next('PAYMENT_INITIATE');
    await inbox.expectNothingElse();
  });

  test('is a finding when it says something else', async () => {
    await deliver(webhook(), webhook({ amount: 300 }));
    await inbox.next('PAYMENT_INITIATE');
    await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
      code: 'ERR_ASSERTION',
      message: 'PAYMENT_INITIATE has the notificationId of another event',
      actual: expect.stringMatching(/^n1, with other content than the delivery \S+$/) as string,
    });
  });

  test('is something else that arrived, when it says something else and was not waited for', async () => {
    await deliver(webhook(), webhook({ amount: 300 }));
    await inbox.next('PAYMENT_INITIATE');
    await expect(inbox.expectNothingElse()).rejects.toMatchObject({ code: 'ERR_ASSERTION' });
  });
});

test('an HMAC that would fit otherwise is told with the setting', async () => {
  const body = webhook();
  const mac = createHmac('sha256', secret).update(body).digest('base64');
  await fetch(endpoint.receiver.url, { method: 'POST', headers: { 'Nopan-Signature': mac }, body });
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    message: 'PAYMENT_INITIATE has an invalid HMAC',
    actual: 'another Nopan-Signature; it fits in base64',
    advice: 'Set webhooks.encoding to base64.',
  });
});

test('one with another method is told', async () => {
  const body = webhook();
  const mac = createHmac('sha256', secret).update(body).digest('hex');
  expect(
    (await fetch(endpoint.receiver.url, { method: 'PUT', headers: { 'Nopan-Signature': mac }, body })).status,
  ).toBe(405);
  await expect(inbox.next('PAYMENT_INITIATE')).rejects.toMatchObject({
    message: 'PAYMENT_INITIATE came with the method PUT, not POST',
  });
});
