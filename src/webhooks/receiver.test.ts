import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:https';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { createAuthority, type Authority } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import { systemRandomness } from '../randomness.ts';
import { startReceiver, type Receiver } from './receiver.ts';

const secret = 'canary-webhook-secret';
const notification = {
  notificationId: '0b9e8a4e-6f52-4c05-9ec2-0a3f5cf7a5b1',
  notificationType: 'PAYMENT_FINALIZE',
  transactionId: 'tx1',
  clientTransactionId: 'order-1',
  status: 'APPROVED',
  payerDetails: { paymentToken: 'canary-payment-token-1' },
};

describe('the webhook receiver', () => {
  let authority: Authority;
  let receiver: Receiver;
  let certificate: string;
  const { privateKey, publicKey } = generateKeyPair('P-256');

  beforeAll(async () => {
    authority = await createAuthority({ name: 'Test CA', clock: systemClock });
    const subject = { C: 'NL', O: 'Test', CN: 'receiver' };
    certificate = await authority.issue({ publicKey, subject, usage: 'server', names: ['127.0.0.1'] });
  });
  beforeEach(async () => {
    receiver = await startReceiver({
      tls: { key: privateKeyPem(privateKey), certificate },
      hmac: { secret, profile: { header: 'Nopan-Signature', hash: 'sha256', encoding: 'hex' } },
      clock: { now: () => Date.UTC(2026, 0, 19) },
      randomness: systemRandomness,
    });
  });
  afterEach(async () => {
    expect(JSON.stringify(await deliveries())).not.toContain('canary');
    await receiver.close();
  });

  const hmacOf = (body: string): string => createHmac('sha256', secret).update(body).digest('hex');

  /** Node's own client, not ours. */
  const deliver = (body: string, headers: Record<string, string> = { 'Nopan-Signature': hmacOf(body) }) =>
    new Promise<number>((resolve, reject) => {
      const call = request(receiver.url, {
        method: 'POST',
        ca: authority.certificate,
        agent: false,
        headers: { 'Content-Type': 'application/json', ...headers },
      });
      call.on('response', (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  const text = (change: object = {}): string => JSON.stringify({ ...notification, ...change });
  const any = () => true;
  /** All that have arrived: each is looked at by whoever waits. */
  const deliveries = async (): Promise<Delivery[]> => {
    const seen: Delivery[] = [];
    const look = (delivery: Delivery): boolean => {
      seen.push(delivery);
      return false;
    };
    await receiver.waitFor(look, { timeoutMs: 0 }).catch(() => undefined);
    return seen;
  };

  test('acknowledges an authentic webhook and records it without its secrets', async () => {
    expect(await deliver(text())).toBe(202);

    const [delivery, another] = await deliveries();
    expect(delivery).toMatchObject({
      receivedAt: '2026-01-19T00:00:00.000Z',
      notificationType: 'PAYMENT_FINALIZE',
      notificationId: notification.notificationId,
      transactionId: 'tx1',
      clientTransactionId: 'order-1',
      hmacVerified: true,
      answeredWith: 202,
    });
    expect(another).toBeUndefined();
    expect(loadSchemas(schemasDir).violations('delivery.schema', delivery)).toEqual([]);
    expect(JSON.stringify(delivery)).not.toContain('canary');
    expect(JSON.stringify(delivery)).not.toContain(hmacOf(text()));
  });

  test('hands out the content as it was to whoever has the delivery', async () => {
    await deliver(text());
    const delivery = await receiver.waitFor(any, { timeoutMs: 1 });

    expect(receiver.payload(delivery)).toEqual(notification);
  });

  test('verifies the HMAC over the raw bytes, white space and all', async () => {
    expect(await deliver(JSON.stringify(notification, null, 2))).toBe(202);
    expect((await deliveries())[0]?.hmacVerified).toBe(true);
  });

  test.each([
    ['of another body', { 'Nopan-Signature': hmacOf('{}') }],
    ['of another length', { 'Nopan-Signature': 'ab' }],
    ['that is missing', {}],
  ])('answers 401 to an HMAC %s, and records that', async (_, headers) => {
    expect(await deliver(text(), headers as Record<string, string>)).toBe(401);
    expect((await deliveries())[0]).toMatchObject({ hmacVerified: false, answeredWith: 401 });
  });

  test('keeps of content with an invalid HMAC what identifies it and its length, and learns nothing of it', async () => {
    const forged = text({
      phone: ['order-1234', '633000111'],
      note: 'x'.repeat(1_000),
      transactionId: 'x'.repeat(1_000),
    });
    await deliver(forged, { 'Nopan-Signature': hmacOf('other'), Authorization: 'Bearer order-5678' });
    const [delivery] = await deliveries();

    expect(delivery).toEqual({
      id: expect.any(String) as string,
      receivedAt: '2026-01-19T00:00:00.000Z',
      fields: expect.arrayContaining([['Content-Type', 'application/json']]) as string[][],
      body: `[not kept: invalid HMAC; ${forged.length} bytes]`,
      notificationType: 'PAYMENT_FINALIZE',
      notificationId: notification.notificationId,
      clientTransactionId: 'order-1',
      hmacVerified: false,
      answeredWith: 401,
    });
    expect(loadSchemas(schemasDir).violations('delivery.schema', delivery)).toEqual([]);
    expect(receiver.payload(delivery as Delivery)).toBeUndefined();

    await deliver(text({ note: 'order-1234 order-5678 633000111' }));
    expect((await deliveries())[1]?.body).toContain('order-1234 order-5678 633000111');
  });

  test('keeps the latest 100 of those with an invalid HMAC, and all others', async () => {
    await deliver(text());
    for (let index = 0; index < 105; index++) await deliver(text({ transactionId: `forged-${index}` }), {});
    const kept = (await deliveries()).map(({ transactionId }) => transactionId);

    expect(kept).toEqual(['tx1', ...Array.from({ length: 100 }, (_, index) => `forged-${index + 5}`)]);
    await expect(receiver.waitFor(() => false, { timeoutMs: 1 })).rejects.toMatchObject({
      actual: expect.stringMatching(/^81 earlier; (?:PAYMENT_FINALIZE of order-1 [^;]*(?:; )?){20}$/) as string,
    });
  });

  test('keeps the first 64 KiB of an authentic one', async () => {
    const long = text({ note: 'x'.repeat(100_000) });
    await deliver(long);
    const [delivery] = await deliveries();

    expect(delivery?.body).toMatch(
      new RegExp(`^\\[cut to 65536 characters; in all ${long.length} bytes, SHA-256 \\w{64}\\]\n\\{`),
    );
    expect(receiver.payload(delivery as Delivery)).toMatchObject({ note: 'x'.repeat(100_000) });
  });

  test('hides a secret that stands for an id', async () => {
    await deliver(text({ transactionId: 'canary-payment-token-1' }));

    expect((await deliveries())[0]?.transactionId).toMatch(/^\[redacted sha256:/);
  });

  test('takes a payment that is named by no text', async () => {
    const nested = `{"clientTransactionId":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

    expect(await deliver(nested)).toBe(202);
  });

  test.each(['', '{"notificationId":', '[]', 'null', '"text"'])('answers 400 to the content %j', async (body) => {
    expect(await deliver(body)).toBe(400);
    expect((await deliveries())[0]).toMatchObject({ hmacVerified: true, answeredWith: 400 });
    expect(receiver.payload((await deliveries())[0] as Delivery)).toBeUndefined();
  });

  test('answers 413 to content beyond measure', async () => {
    const body = JSON.stringify('x'.repeat(300 * 1024));
    expect(await deliver(body)).toBe(413);
    const [delivery] = await deliveries();

    expect(delivery).toMatchObject({
      hmacVerified: true,
      problem: 'has 307202 bytes, more than the 262144 that are read',
      answeredWith: 413,
    });
    const digest = createHash('sha256').update(body).digest('hex');
    expect(delivery?.body.slice(0, 120)).toContain(`[cut to 65536 characters; in all 307202 bytes, SHA-256 ${digest}]`);
    await deliver(body, {});
    expect((await deliveries())[1]?.body).toBe(`[not kept: invalid HMAC; 307202 bytes, SHA-256 ${digest}]`);
  });

  test('takes content of whatever type it is called', async () => {
    expect(await deliver(text(), { 'Content-Type': 'text/plain', 'Nopan-Signature': hmacOf(text()) })).toBe(202);
  });

  test('answers as it was told, for that payment and that often', async () => {
    receiver.answerNext('order-1', 503, 2);
    const other = text({ clientTransactionId: 'order-2' });
    const spoilt = { 'Nopan-Signature': hmacOf('other') };

    expect(await deliver(other)).toBe(202);
    expect(await deliver(text(), spoilt)).toBe(401);
    expect([await deliver(text()), await deliver(text()), await deliver(text())]).toEqual([503, 503, 202]);
    expect((await deliveries()).map(({ answeredWith }) => answeredWith)).toEqual([202, 401, 503, 503, 202]);
  });

  test('gives a webhook that arrived before anyone waited', async () => {
    await deliver(text());

    const delivery = await receiver.waitFor(({ transactionId }) => transactionId === 'tx1', { timeoutMs: 1 });
    expect([delivery]).toEqual(await deliveries());
  });

  test('gives a webhook as soon as it arrives, to everyone whom it fits', async () => {
    const forOrder = (id: string) => (delivery: Delivery) => delivery.clientTransactionId === id;
    const waiting = Promise.all([
      receiver.waitFor(forOrder('order-1'), { timeoutMs: 5_000 }),
      receiver.waitFor(forOrder('order-1'), { timeoutMs: 5_000 }),
      receiver.waitFor(forOrder('order-2'), { timeoutMs: 5_000 }),
    ]);
    await deliver(text());
    await deliver(text({ clientTransactionId: 'order-2' }));

    const [first, second] = await deliveries();
    expect(await waiting).toEqual([first, first, second]);
  });

  test('tells what did arrive when nothing fits in time', async () => {
    await deliver(text(), {});

    await expect(receiver.waitFor(() => false, { timeoutMs: 20 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
      message: 'No such webhook arrived within 20 ms',
      actual: 'PAYMENT_FINALIZE of order-1 (invalid HMAC), answered 401',
    });
  });

  test('tells whoever waits when it is closed', async () => {
    const interrupted = { code: 'ERR_INTERRUPTED', message: 'Waiting for a webhook was interrupted' };

    const waiting = expect(receiver.waitFor(any, { timeoutMs: 5_000 })).rejects.toMatchObject(interrupted);
    await receiver.close();
    await waiting;
    await expect(receiver.waitFor(any, { timeoutMs: 5_000 })).rejects.toMatchObject(interrupted);
  });

  test('keeps no port when it is closed', async () => {
    await receiver.close();

    await expect(deliver(text())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
