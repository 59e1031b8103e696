import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import {
  initiate,
  approve,
  approved,
  cancel,
  deferred,
  expectRefusal,
  finalize,
  history,
  move,
  order,
  pending,
} from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf, type WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

function setMock(by: 'CLIENT_TRANSACTION_ID' | 'PAYER_ID', value: string, mocking: object): Promise<WireAnswer> {
  return shop.post('/mock/set', { processingAccountId: shop.account, key: { type: by, value }, ...mocking });
}

describe('mocks', () => {
  test('a decline is a success of HTTP, without details', async () => {
    const content = order(shop);
    const reference = String(content['clientTransactionId']);
    await setMock('CLIENT_TRANSACTION_ID', reference, { type: 'MOCK', scenario: 'INSUFFICIENT_FUNDS' });
    const id = textOf(await shop.post('/payments/initiate', content), 'transactionId');
    const answer = await finalize(shop, id);
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        processingAccountId: shop.account,
        transactionId: id,
        clientTransactionId: reference,
        status: 'DECLINED',
        statusInfo: { reasonCode: '1000', message: 'Non sufficient funds' },
      },
    ]);
    expectRefusal(await finalize(shop, id), 422, '5002');
  });

  test('a step decides, once if told so', async () => {
    const id = await approved(shop, { ...deferred, payerDetails: { payerId: 'once' } });
    const statusInfo = { reasonCode: '8004', message: 'Provider error' };
    const steps = { captureStep: { status: 'DECLINED', statusInfo } };
    await setMock('PAYER_ID', 'once', { type: 'MOCK', oneTime: true, steps });
    expect((await move(shop, 'capture', id, 100)).json).toMatchObject({ status: 'DECLINED', statusInfo });
    expect((await move(shop, 'capture', id, 100)).json).toMatchObject({ status: 'APPROVED' });
    expect(await history(shop, id)).toMatchObject({ capturedAmount: 100, captures: [{}, {}] });
  });

  test.each([
    ['8001', 504],
    ['8003', 501],
    ['8004', 502],
  ])('a step without a status has the provider fail with %s', async (reasonCode, status) => {
    const id = await pending(shop, { payerDetails: { payerId: `fails-${reasonCode}` } });
    const steps = { finalizeStep: { statusInfo: { reasonCode } } };
    await setMock('PAYER_ID', `fails-${reasonCode}`, { type: 'MOCK', oneTime: true, steps });
    expectRefusal(await finalize(shop, id), status, reasonCode);
    await approve(shop, id);
    expect((await finalize(shop, id)).json).toMatchObject({ status: 'APPROVED' });
  });

  test('a cancellation that is declined leaves the payment as it was', async () => {
    const id = await pending(shop, { payerDetails: { payerId: 'stays' } });
    await setMock('PAYER_ID', 'stays', { type: 'MOCK', steps: { cancelStep: { status: 'DECLINED' } } });
    expect((await cancel(shop, id)).json).toMatchObject({ status: 'DECLINED' });
    expect((await shop.get(`/payments/${id}/status`)).json).toMatchObject({ status: 'PENDING' });
  });

  test('an accepted refund is approved later', async () => {
    const traveller = await Shop.enrol(mock);
    const id = await approved(traveller, { payerDetails: { payerId: 'patient' } });
    await traveller.post('/mock/set', {
      processingAccountId: traveller.account,
      key: { type: 'PAYER_ID', value: 'patient' },
      type: 'MOCK',
      steps: { refundStep: { status: 'ACCEPTED' } },
    });
    expect((await move(traveller, 'refund', id, 1000)).json).toMatchObject({ status: 'ACCEPTED' });
    expect(await history(traveller, id)).toMatchObject({ refundedAmount: 0, refunds: [{ status: 'ACCEPTED' }] });
    await traveller.advance(61);
    expect(await history(traveller, id)).toMatchObject({ refundedAmount: 1000, refunds: [{ status: 'APPROVED' }] });
  });

  test("the old example's shape is taken, as the schema has it, and decides nothing", async () => {
    const steps = { initiate: { status: 'ACCEPTED' } };
    expect((await setMock('PAYER_ID', 'old', { type: 'MOCK', steps })).status).toBe(200);
    expect(await initiate(shop, { payerDetails: { payerId: 'old' } })).toMatchObject({ json: { status: 'PENDING' } });
  });

  test('a status that its step cannot end with is refused', async () => {
    const answer = await setMock('PAYER_ID', 'p', { type: 'MOCK', steps: { initiateStep: { status: 'ACCEPTED' } } });
    expectRefusal(answer, 400, '4000');
    expect(Object.keys(answer.json['fields'] as object)).toEqual(['steps.initiateStep.status']);
  });
});
