import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import {
  approve,
  approved,
  cancel,
  deferred,
  details,
  expectRefusal,
  finalize,
  history,
  initiate,
  move,
  order,
  pending,
  tokenized,
} from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

describe('payer present', () => {
  test('a payment is started, approved, finalized and captured', async () => {
    const content = order(shop);
    const started = await shop.post('/payments/initiate', content);
    expect(started.json).toMatchObject({
      processingAccountId: shop.account,
      clientTransactionId: content['clientTransactionId'],
      metadata: { basket: 'tickets' },
      status: 'PENDING',
      statusInfo: { reasonCode: '-1', message: 'Awaiting user consent' },
      providerDetails: { providerId: 'SATISPAY', redirectUrl: expect.stringMatching(/^https:/) as string },
    });
    const id = textOf(started, 'transactionId');
    expect(id).toMatch(/^[0-9a-z]{12}$/);

    const before = await finalize(shop, id);
    expect(before.json).toMatchObject({ status: 'PENDING' });
    expect((await approve(shop, id)).status).toBe(200);
    expect((await shop.get(`/payments/${id}/status`)).json).toMatchObject({ status: 'PENDING' });

    const finalized = await finalize(shop, id);
    expect(finalized.json).toMatchObject({
      transactionId: id,
      status: 'APPROVED',
      statusInfo: { reasonCode: '-1', message: 'Request processed successfully' },
      payerDetails: { payerId: 'payer-1' },
      paymentDetails: { amount: 2500, currency: 'EUR', country: 'IT', autoCapture: true },
    });
    expect(await history(shop, id)).toMatchObject({
      capturedAmount: 2500,
      refundedAmount: 0,
      captures: [
        { clientTransactionId: content['clientTransactionId'], paymentDetails: { amount: 2500 }, status: 'APPROVED' },
      ],
      refunds: [],
    });
  });

  test('a reference is used once', async () => {
    const content = order(shop);
    expect((await shop.post('/payments/initiate', content)).status).toBe(200);
    expectRefusal(await shop.post('/payments/initiate', content), 409, '5001');
  });

  test('a deferred capture is made in parts, and never of more than is left', async () => {
    const id = await approved(shop, deferred);
    expect(await history(shop, id)).toMatchObject({ capturedAmount: 0, captures: [] });
    const first = await move(shop, 'capture', id, 1000);
    expect(first.json).toMatchObject({
      originalTransactionId: id,
      status: 'APPROVED',
      paymentDetails: { amount: 1000 },
    });
    expect(first.json['transactionId']).not.toBe(id);
    expectRefusal(await move(shop, 'capture', id, 1501), 422, '5002');
    expect((await move(shop, 'capture', id, 1500)).status).toBe(200);
    expectRefusal(await move(shop, 'capture', id, 1), 422, '5002');
    expect(await history(shop, id)).toMatchObject({ capturedAmount: 2500 });
  });

  test('a refund takes back what was captured, and no more', async () => {
    const id = await approved(shop);
    const first = await move(shop, 'refund', id, 1000);
    expect(first.json).toMatchObject({
      originalTransactionId: id,
      status: 'APPROVED',
      paymentDetails: { amount: 1000 },
    });
    expectRefusal(await move(shop, 'refund', id, 1501), 422, '5002');
    expect((await move(shop, 'refund', id, 1500)).status).toBe(200);
    expect(await history(shop, id)).toMatchObject({ capturedAmount: 2500, refundedAmount: 2500, refunds: [{}, {}] });
  });

  test('a payment is canceled before anything is captured', async () => {
    const id = await pending(shop);
    expect((await cancel(shop, id)).json).toMatchObject({ transactionId: id, status: 'CANCELED' });
    expectRefusal(await cancel(shop, id), 422, '5002');
    expectRefusal(await approve(shop, id), 422, '5002');
    expect((await cancel(shop, await approved(shop, deferred))).json).toMatchObject({ status: 'CANCELED' });
    expectRefusal(await cancel(shop, await approved(shop)), 422, '5002');
  });

  test('what a status does not allow is refused', async () => {
    const id = await pending(shop);
    expectRefusal(await move(shop, 'capture', id, 1), 422, '5002');
    expectRefusal(await move(shop, 'refund', id, 1), 422, '5002');
    expectRefusal(await finalize(shop, await approved(shop)), 422, '5002');
  });

  test('what does not exist is not found', async () => {
    const captured = await move(shop, 'capture', await approved(shop, deferred), 1);
    for (const id of ['none', textOf(captured, 'transactionId')]) {
      expectRefusal(await shop.get(`/payments/${id}/status`), 404, '5000');
      expectRefusal(await shop.get(`/payments/${id}/events`), 404, '5000');
      expectRefusal(await finalize(shop, id), 404, '5000');
      expectRefusal(await approve(shop, id), 404, '5000');
    }
  });
});

describe('schemes', () => {
  const eur = (country: string) => details({ country });
  const phone = { countryCode: '+34', number: '633000111' };
  const fitting = {
    BLIK: {
      paymentDetails: details({ country: 'PL', currency: 'PLN' }),
      payerDetails: { payerId: 'p', oneTimeCode: '123456' },
    },
    BIZUM: { paymentDetails: eur('ES'), payerDetails: { payerId: 'p', phone } },
    IRIS: { paymentDetails: eur('GR') },
    SATISPAY: { paymentDetails: eur('IT') },
    WERO: { paymentDetails: eur('DE') },
  } as const;
  const by = (providerId: keyof typeof fitting, changes: object = {}) =>
    initiate(shop, { providerDetails: { providerId }, ...fitting[providerId], ...changes });

  test.each(Object.keys(fitting) as (keyof typeof fitting)[])('%s takes what it demands', async (providerId) => {
    expect((await by(providerId)).json).toMatchObject({ status: 'PENDING', providerDetails: { providerId } });
  });

  test.each([
    ['BLIK without a code', by.bind(null, 'BLIK', { payerDetails: { payerId: 'p' } }), 'payerDetails.oneTimeCode'],
    [
      'BLIK with half a code',
      by.bind(null, 'BLIK', { payerDetails: { payerId: 'p', oneTimeCode: '123' } }),
      'payerDetails.oneTimeCode',
    ],
    ['Bizum without a phone', by.bind(null, 'BIZUM', { payerDetails: { payerId: 'p' } }), 'payerDetails.phone'],
    ['Wero in Italy', by.bind(null, 'WERO', { paymentDetails: eur('IT') }), 'paymentDetails.country'],
    ['BLIK in euro', by.bind(null, 'BLIK', { paymentDetails: eur('PL') }), 'paymentDetails.currency'],
    [
      'a tokenized payment that captures by itself',
      by.bind(null, 'SATISPAY', { transactionType: 'TOKENIZED', paymentDetails: details({ autoCapture: true }) }),
      'paymentDetails.autoCapture',
    ],
  ] as const)('%s is refused', async (_what, call, field) => {
    const answer = await call();
    expectRefusal(answer, 400, '4000');
    expect(Object.keys(answer.json['fields'] as object)).toEqual([field]);
  });

  test.each([
    ['BLIK by a push', 'BLIK', {}, undefined],
    ['Bizum by a push', 'BIZUM', {}, undefined],
    ['IRIS by a code', 'IRIS', {}, 'qrCode'],
    ['IRIS on a page of a bank', 'IRIS', { payerDetails: { payerId: 'p', bankId: 'ETHNGRAA' } }, 'redirectUrl'],
    ['Satispay on a page', 'SATISPAY', {}, 'redirectUrl'],
    ['Satispay by a push to a phone', 'SATISPAY', { payerDetails: { payerId: 'p', phone } }, undefined],
    [
      'Satispay on a page, when a credential is stored',
      'SATISPAY',
      { payerDetails: { payerId: 'p', phone }, transactionType: 'RECURRING' },
      'redirectUrl',
    ],
    ['Wero on a page', 'WERO', {}, 'redirectUrl'],
  ] as const)('the payer approves %s', async (_what, providerId, changes, way) => {
    const { providerDetails } = (await by(providerId, changes)).json as { providerDetails: Record<string, string> };
    expect(['redirectUrl', 'qrCode'].filter((name) => name in providerDetails)).toEqual(way === undefined ? [] : [way]);
  });

  test.each(['RECURRING', 'TOKENIZED'])('IRIS does not do %s', async (transactionType) => {
    expectRefusal(await by('IRIS', { transactionType }), 501, '8003');
  });
});

describe('without the payer', () => {
  const charge = (paymentToken: string | undefined, changes: object = {}) =>
    shop.post('/payments/charge', {
      processingAccountId: shop.account,
      clientTransactionId: `charge-${randomUUID()}`,
      paymentDetails: details({ amount: 1500 }),
      providerDetails: { providerId: 'SATISPAY' },
      payerDetails: { payerId: 'payer-1', paymentToken },
      ...changes,
    });

  async function credential(changes: Readonly<Record<string, unknown>> = tokenized): Promise<string> {
    const id = await pending(shop, changes);
    await approve(shop, id);
    const { json } = await finalize(shop, id);
    return (json['payerDetails'] as { paymentToken: string }).paymentToken;
  }

  test('a stored credential is charged, and captured too', async () => {
    const paymentToken = await credential();
    expect(paymentToken.split('.')).toHaveLength(3);
    const charged = await charge(paymentToken);
    expect(charged.json).toMatchObject({ status: 'APPROVED', providerDetails: { providerId: 'SATISPAY' } });
    expect(await history(shop, textOf(charged, 'transactionId'))).toMatchObject({ capturedAmount: 1500 });
  });

  test('a recurring payment yields one too, a one-time payment none', async () => {
    expect(await credential({ transactionType: 'RECURRING' })).toMatch(/^ey/);
    expect(await credential({})).toBeUndefined();
  });

  test('a charge can be captured later', async () => {
    const answer = await charge(await credential(), { paymentDetails: details({ autoCapture: false }) });
    const id = textOf(answer, 'transactionId');
    expect((await move(shop, 'capture', id, 2500)).json).toMatchObject({ status: 'APPROVED' });
  });

  test('a charge is declined for lack of funds', async () => {
    const payerId = `poor-${randomUUID()}`;
    const paymentToken = await credential({ ...tokenized, payerDetails: { payerId } });
    await shop.post('/mock/set', {
      processingAccountId: shop.account,
      key: { type: 'PAYER_ID', value: payerId },
      type: 'MOCK',
      scenario: 'INSUFFICIENT_FUNDS',
    });
    const answer = await charge(paymentToken, { payerDetails: { payerId, paymentToken } });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      status: 'DECLINED',
      statusInfo: { reasonCode: '1000', message: 'Non sufficient funds' },
    });
  });

  test('a token that is missing, unknown, or of another payer is refused', async () => {
    const paymentToken = await credential();
    const refused = [
      await charge(undefined),
      await charge('a.b.c'),
      await charge(paymentToken, { payerDetails: { payerId: 'payer-2', paymentToken } }),
    ];
    for (const answer of refused) {
      expectRefusal(answer, 400, '4000');
      expect(Object.keys(answer.json['fields'] as object)).toEqual(['payerDetails.paymentToken']);
    }
  });

  test('IRIS cannot be charged', async () => {
    const iris = { providerDetails: { providerId: 'IRIS' }, paymentDetails: details({ country: 'GR' }) };
    expectRefusal(await charge('a.b.c', iris), 501, '8003');
  });
});
