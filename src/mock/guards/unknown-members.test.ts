import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approve, details, expectRefusal, finalize, history, initiate, order } from '../fixtures/orders.ts';
import { charge, send } from '../fixtures/provocations/sound-call.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

const mocks: RunningMock[] = [];
let shop: Shop;
let strict: Shop;
let lenient: Shop;

async function shopAt(unknownMembers?: string): Promise<Shop> {
  const mock = await startTestMock(unknownMembers === undefined ? {} : { 'requests.unknownMembers': unknownMembers });
  mocks.push(mock);
  return Shop.enrol(mock);
}

beforeAll(async () => {
  [shop, strict, lenient] = [await shopAt(), await shopAt('rejected'), await shopAt('accepted')];
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

const nested = {
  paymentDetails: details({ capturedAmount: 'much', loyalty: { points: 1 } }),
  providerDetails: { providerId: 'SATISPAY', providerStatusInfo: 1 },
  payerDetails: {
    payerId: 'payer-1',
    phone: { countryCode: '+39', number: '600000000', label: 'home' },
    email: 'a@b.example',
  },
  requestContext: { channel: 'WEB', screen: '1x1' },
};

describe('as the document has it', () => {
  test('a member below the top level is ignored, and nothing repeats it', async () => {
    const started = await initiate(shop, nested);
    expect(started.status).toBe(200);
    const id = textOf(started, 'transactionId');
    await approve(shop, id);
    const { json } = await finalize(shop, id);
    expect(json).toMatchObject({
      status: 'APPROVED',
      payerDetails: { phone: { countryCode: '+39', number: '600000000' } },
    });
    expect(JSON.stringify([started.json, json, await history(shop, id)])).not.toMatch(
      /loyalty|much|label|email|providerStatusInfo/,
    );
  });

  test('what a step of a mock has besides is ignored', async () => {
    const steps = {
      initiateStep: {
        providerDetails: { providerId: 'X', registeredAt: '2026-01-01T00:00:00Z' },
        statusInfo: { message: 'm', more: 1 },
      },
    };
    const setting = {
      processingAccountId: shop.account,
      key: { type: 'PAYER_ID', value: 'of-a-mock', also: 1 },
      type: 'MOCK',
      steps,
    };
    expect((await shop.post('/mock/set', setting)).status).toBe(200);
    const { json } = await initiate(shop, { payerDetails: { payerId: 'of-a-mock' } });
    expect(json).toMatchObject({
      statusInfo: { reasonCode: '-1', message: 'm' },
      providerDetails: { providerId: 'SATISPAY', registeredAt: '2026-01-01T00:00:00Z' },
    });
    expect(json['statusInfo']).not.toHaveProperty('more');
  });

  test('one at the top level is named, whatever its name', async () => {
    const answer = await shop.post('/payments/initiate', { ...order(shop), '': 1, other: 2 });
    expectRefusal(answer, 400, '4000');
    expect(answer.json['fields']).toEqual({
      '""': '"" is not a known property',
      other: 'Other is not a known property',
    });
  });

  test('one at the top level of a charge is ignored: its schema does not exclude it', async () => {
    const sound = await charge(shop);
    expect((await send(shop, { ...sound, content: { ...sound.content, other: 1 } })).status).toBe(200);
  });
});

test('a setting has every unknown member refused', async () => {
  const answer = await initiate(strict, nested);
  expectRefusal(answer, 400, '4000');
  expect(Object.keys(answer.json['fields'] as object).sort()).toEqual([
    'payerDetails.email',
    'payerDetails.phone.label',
    'paymentDetails.capturedAmount',
    'paymentDetails.loyalty',
    'providerDetails.providerStatusInfo',
    'requestContext.screen',
  ]);
  const sound = await charge(strict);
  expectRefusal(await send(strict, { ...sound, content: { ...sound.content, other: 1 } }), 400, '4000');
});

test('another has every one taken', async () => {
  expect((await initiate(lenient, { ...nested, other: 1 })).status).toBe(200);
});
