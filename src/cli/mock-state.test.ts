import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { deferred, order } from '../mock/fixtures/orders.ts';
import { startTestReceiver } from '../mock/fixtures/receiver.ts';
import { Shop } from '../mock/fixtures/shop.ts';
import type { WireAnswer } from '../mock/fixtures/wire.ts';
import { startMockProcess, type MockProcess } from './fixtures/mock-process.ts';

let folder: string;
let state: string;
let options: string[];
const started: MockProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-state-'));
  state = join(folder, 'state.mdb');
  const [port, controlPort] = [await freePort(), await freePort()];
  options = ['--state', state, '--port', String(port), '--control-port', String(controlPort)];
});
afterEach(async () => {
  for (const mock of started.splice(0)) await mock.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<MockProcess> {
  const mock = await startMockProcess(join(folder, 'credentials'), options);
  started.push(mock);
  return mock;
}

/** A request and its answer, if there was one. */
interface Sent {
  readonly path: string;
  readonly content: Record<string, unknown>;
  readonly idempotencyKey: string;
  answer?: WireAnswer;
}

/** Payments from their beginning to a refund, one after another, until the mock is no more; with what was answered. */
async function trade(shop: Shop, sent: Sent[]): Promise<void> {
  const post = async (path: string, content: Record<string, unknown>): Promise<string> => {
    const one: Sent = { path, content, idempotencyKey: randomUUID() };
    sent.push(one);
    one.answer = await shop.post(path, content, { idempotencyKey: one.idempotencyKey });
    return String(one.answer.json['transactionId']);
  };
  try {
    for (;;) {
      const transactionId = await post('/payments/initiate', order(shop, deferred));
      const subject = { processingAccountId: shop.account, transactionId };
      await shop.post(`/mock/payment/${transactionId}/approve`, undefined);
      await post('/payments/finalize', subject);
      for (const amount of [700, 300]) {
        const paymentDetails = { amount };
        await post('/payments/capture', { ...subject, clientTransactionId: `capture-${randomUUID()}`, paymentDetails });
      }
      const paymentDetails = { amount: 400, description: 'Called off' };
      await post('/payments/refund', { ...subject, clientTransactionId: `refund-${randomUUID()}`, paymentDetails });
    }
  } catch {
    return; // The connection broke: the mock was killed.
  }
}

interface Sums {
  started: boolean;
  captured: number;
  refunded: number;
}

/** What was answered about each payment. */
function acknowledged(sent: readonly Sent[]): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const { path, answer, content } of sent) {
    if (answer?.status !== 200) continue;
    const id = String(path.endsWith('initiate') ? answer.json['transactionId'] : content['transactionId']);
    const known = sums.get(id) ?? { started: true, captured: 0, refunded: 0 };
    const amount = (content['paymentDetails'] as { amount: number } | undefined)?.amount ?? 0;
    if (path.endsWith('capture')) known.captured += amount;
    if (path.endsWith('refund')) known.refunded += amount;
    sums.set(id, known);
  }
  return sums;
}

describe('a mock that is killed while it is at work', () => {
  test.each([1, 2, 3])('has lost nothing that it had answered (round %i)', async () => {
    const first = await start();
    const shop = await Shop.enrol(first);
    await shop.renewToken();
    const sent: Sent[] = [];
    const trading = Array.from({ length: 4 }, () => trade(shop, sent));
    const after = randomInt(300, 1500);
    await pause(after);
    await first.end('SIGKILL');
    await Promise.all(trading);
    const sums = acknowledged(sent);
    expect(sums.size, `killed after ${after} ms`).toBeGreaterThan(0);

    await start();
    for (const [id, { captured, refunded }] of sums) {
      const { status, json } = await shop.get(`/payments/${id}/events`);
      expect(status, `${id}, killed after ${after} ms`).toBe(200);
      const details = json['paymentDetails'] as { capturedAmount: number; refundedAmount: number };
      // What was not answered may have happened, or not.
      expect(details.capturedAmount).toBeGreaterThanOrEqual(captured);
      expect(details.refundedAmount).toBeGreaterThanOrEqual(refunded);
      expect([0, 700, 1000]).toContain(details.capturedAmount);
      expect([0, 400]).toContain(details.refundedAmount);
    }
    for (const { path, content, idempotencyKey, answer } of sent.slice(-20)) {
      const again = await shop.post(path, content, { idempotencyKey });
      if (answer !== undefined) expect(again.body.equals(answer.body), `${path}, killed after ${after} ms`).toBe(true);
      else expect(again.status).toBe(200);
    }
    expect((await shop.post('/payments/initiate', order(shop))).status).toBe(200);
  });
});

describe('a mock that is started again on the same state', () => {
  test('still has its clock, its token, and the webhooks that were not delivered', async () => {
    const first = await start();
    const shop = await Shop.enrol(first);
    await shop.control('POST', '/clock', { advanceSeconds: 3600, frozen: true });
    const moved = (await shop.control('GET', '/clock')).json;
    shop.aheadSeconds = 3600;
    await shop.renewToken();
    const receiver = await startTestReceiver(first);
    receiver.answerWith(503);
    await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
    expect((await shop.post('/payments/initiate', order(shop))).status).toBe(200);
    const [failed] = await receiver.arrived(1);
    expect(await first.end('SIGTERM')).toBe(0);

    await start();
    expect((await shop.control('GET', '/clock')).json).toEqual(moved);
    expect((await shop.post('/payments/initiate', order(shop))).status).toBe(200);
    receiver.answerWith(202);
    await shop.control('POST', '/clock', { advanceSeconds: 31 });
    const again = (await receiver.arrived(3)).filter(({ body }) => body === failed?.body);
    expect(again).toEqual([failed, failed]);
    await receiver.close();
  });

  test('serves the organization of the credentials in its folder, or gives new ones to the one it knows', async () => {
    const first = await start();
    await first.end('SIGINT');
    const second = await start();
    expect(second.organizationId).toBe(first.organizationId);
    expect(second.trust).toBe(first.trust);
    await second.end('SIGINT');
    rmSync(join(folder, 'credentials'), { recursive: true });
    const third = await start();
    expect(third.organizationId).toBe(first.organizationId);
    await third.end('SIGINT');
  });

  test('lets no other in beside it', async () => {
    const first = await start();
    const beside = startMockProcess(join(folder, 'other'), ['--state', state]);
    await expect(beside).rejects.toThrow(
      `the mock ended with 3: nopan-certify: Another mock keeps its state there (process ${String(first.child.pid)}) (ERR_STATE)`,
    );
  });
});
