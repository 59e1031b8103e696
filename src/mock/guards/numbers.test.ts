import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approved, details, expectRefusal, history, order } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import type { WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

/** One call with the amount as it is written here. */
function amountOf(path: string, content: object, literal: string): Promise<WireAnswer> {
  return shop.call('POST', path, JSON.stringify(content).replace(/"amount":\d+/, `"amount":${literal}`), {});
}

const atMost = 'Amount must be at most 9007199254740991';
const plain = 'Amount must be a whole number, without fraction or exponent';

const refused: readonly (readonly [literal: string, finding: string])[] = [
  ['9007199254740992', atMost],
  ['9007199254740993', atMost],
  ['9223372036854775807', atMost],
  ['9223372036854775808', atMost],
  ['1e30', atMost],
  ['1e400', atMost],
  ['9'.repeat(400), atMost],
  ['1.0', plain],
  ['100.0', plain],
  ['1e2', plain],
  ['9007199254740991.4', plain],
  ['-0', 'Amount must be at least 1'],
  ['-9223372036854775808', 'Amount must be at least 1'],
  ['10.5', 'Amount must be a whole number'],
  ['"100"', 'Amount must be a whole number'],
];

test.each(refused)('an amount of %s is not taken for another', async (literal, finding) => {
  const subject = { processingAccountId: shop.account, clientTransactionId: 'reference', transactionId: 'none' };
  const contents = {
    '/payments/initiate': order(shop),
    '/payments/charge': {
      ...{ ...order(shop), transactionType: undefined, returnUrl: undefined },
      payerDetails: { payerId: 'payer-1', paymentToken: 'none' },
    },
    '/payments/capture': { ...subject, paymentDetails: { amount: 1 } },
    '/payments/refund': { ...subject, paymentDetails: { amount: 1, description: 'Called off' } },
  };
  for (const [path, content] of Object.entries(contents)) {
    const answer = await amountOf(path, content, literal);
    expectRefusal(answer, 400, '4000');
    expect([path, answer.json['fields']]).toEqual([path, { 'paymentDetails.amount': finding }]);
  }
});

test('the largest amount that is exact is kept exactly, in the reports too', async () => {
  const largest = Number.MAX_SAFE_INTEGER;
  const id = await approved(shop, { paymentDetails: details({ amount: largest }) });
  await approved(shop, { paymentDetails: details({ amount: largest }) });
  expect(await history(shop, id)).toMatchObject({ amount: largest, capturedAmount: largest });
  const capture = await approved(shop, { paymentDetails: details({ amount: largest, autoCapture: false }) });
  const content = { processingAccountId: shop.account, clientTransactionId: 'all of it', transactionId: capture };
  expect(
    (await amountOf('/payments/capture', { ...content, paymentDetails: { amount: 1 } }, `${largest}`)).status,
  ).toBe(200);
  expect(
    (
      await amountOf(
        '/payments/capture',
        { ...content, clientTransactionId: 'more', paymentDetails: { amount: 1 } },
        '1',
      )
    ).status,
  ).toBe(422);

  await shop.advance(2 * 86_400);
  await shop.renewToken();
  const reader = await shop.token('data:reports');
  const period = `from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`;
  const { json } = await shop.get(`/reports?${period}&type=SETTLEMENT`, { token: reader });
  const [file] = json['files'] as { reportId: string }[];
  const { body } = await shop.get(`/reports/download?reportId=${file?.reportId ?? ''}`, { token: reader });
  expect(body.toString()).toContain(`,${3n * BigInt(largest)},`);
});

test.each([
  [
    'a member that is there twice',
    '"amount":1,"amount":2',
    { 'paymentDetails.amount': 'Amount must be there only once' },
  ],
  [
    'one that is spelt otherwise',
    '"amount":1,"\\u0061mount":1',
    { 'paymentDetails.amount': 'Amount must be there only once' },
  ],
])('%s is refused', async (_what, members, fields) => {
  const text = JSON.stringify(order(shop)).replace(/"amount":\d+/, () => members);
  const answer = await shop.call('POST', '/payments/initiate', text, {});
  expectRefusal(answer, 400, '4000');
  expect(answer.json['fields']).toEqual(fields);
});

test('numbers where no integer is asked for are none of its business', async () => {
  const content = order(shop, { paymentDetails: { ...details(), loyalty: 7 } });
  const text = JSON.stringify(content).replace('"loyalty":7', '"loyalty":[1.0,1e400,9007199254740993]');
  expect((await shop.call('POST', '/payments/initiate', text, {})).status).toBe(200);
});
