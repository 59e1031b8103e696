import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { approved, cancel, deferred, expectRefusal, finalize, move, pending } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { verifyAnswer } from '../fixtures/verify-answer.ts';
import type { WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

interface File {
  readonly reportId: string;
  readonly contractualEntityId: string;
  readonly processingAccountId: string;
  readonly reportType: string;
  readonly name: string;
  readonly fileSize: number;
  readonly numberOfRecords: number;
}

type Query = Readonly<Record<string, string>>;

const daySeconds = 24 * 3600;
const types = ['TRANSACTION_DETAILS', 'FEE_DETAILS', 'BANK_ADDENDUM', 'SETTLEMENT', 'INVOICE'];

let mock: RunningMock;
let shop: Shop;
let token: string;
/** The day on which all payments were made, in full. */
let day: Query;
const transactions = { captured: '', refunded: '', declined: '', canceled: '', waiting: '' };
const unusual = 'order "1", =2\r\n3';

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
  day = await atNoon(shop);
  transactions.captured = await approved(shop, { clientTransactionId: unusual });
  transactions.refunded = await approved(shop);
  await move(shop, 'refund', transactions.refunded, 500);
  transactions.declined = await declined();
  transactions.canceled = await approved(shop, deferred);
  await cancel(shop, transactions.canceled);
  transactions.waiting = await pending(shop);
  await finalize(shop, transactions.waiting);
  await pending(shop, { processingAccountId: shop.accounts[1] });
  await shop.advance(daySeconds);
  token = await shop.token('data:reports');
});
afterAll(() => mock.close());

/** Makes it noon of the next day for a shop, so that its payments are all of one day. */
async function atNoon(of: Shop): Promise<Query> {
  const now = Math.floor(Date.now() / 1000);
  await of.advance(Math.ceil(now / daySeconds) * daySeconds + daySeconds / 2 - now);
  const date = new Date(Date.now() + of.aheadSeconds * 1000).toISOString().slice(0, 10);
  return { from: `${date}T00:00:00Z`, to: `${date}T23:59:59Z` };
}

async function declined(): Promise<string> {
  await shop.post('/mock/set', {
    processingAccountId: shop.account,
    key: { type: 'PAYER_ID', value: 'poor' },
    type: 'MOCK',
    scenario: 'INSUFFICIENT_FUNDS',
  });
  const id = await pending(shop, { payerDetails: { payerId: 'poor' } });
  expect((await finalize(shop, id)).json).toMatchObject({ status: 'DECLINED' });
  return id;
}

function get(path: string, query: Query | URLSearchParams): Promise<WireAnswer> {
  return shop.get(`${path}?${new URLSearchParams(query).toString()}`, { token });
}
const search = (query: Query) => get('/reports', query);

async function filesOf(query: Query): Promise<File[]> {
  const answer = await search(query);
  expect(answer.status).toBe(200);
  const { files, totalCount } = answer.json as { files: File[]; totalCount: number };
  expect(totalCount).toBe(files.length);
  return files;
}

async function fileOf(type: string): Promise<File> {
  const files = await filesOf({ ...day, type, processingAccountId: shop.account });
  expect(files).toHaveLength(1);
  return files[0] as File;
}

async function recordsOf(type: string): Promise<Record<string, string>[]> {
  const answer = await get('/reports/download', { reportId: (await fileOf(type)).reportId });
  return parse(answer.body, { columns: true });
}

describe('a search', () => {
  test('finds a report of each type for the account where money moved, and one for the other', async () => {
    const found = (await filesOf(day)).map(({ processingAccountId, reportType }) => [processingAccountId, reportType]);
    expect(found).toEqual([
      ...types.map((type) => [shop.accounts[0], type]),
      [shop.accounts[1], 'TRANSACTION_DETAILS'],
    ]);
  });

  test('can be for a type, an account, a name, or all that is the own', async () => {
    const [first, ...others] = await filesOf(day);
    const { contractualEntityId = '', name = '' } = first ?? {};
    const account = shop.accounts[1] ?? '';
    expect(await filesOf({ ...day, type: 'INVOICE' })).toMatchObject([{ reportType: 'INVOICE' }]);
    expect(await filesOf({ ...day, processingAccountId: account })).toEqual(others.slice(-1));
    expect(await filesOf({ ...day, name })).toEqual([first]);
    expect(await filesOf({ ...day, name: 'none' })).toEqual([]);
    expect(contractualEntityId).toMatch(/^entity-[0-9a-z]{12}$/);
    const own = { organizationId: shop.organizationId, contractualEntityId };
    expect(await filesOf({ ...day, ...own })).toEqual([first, ...others]);
  });

  test('finds nothing in a period without payments', async () => {
    expect(await filesOf({ from: '2020-01-01T00:00:00Z', to: '2020-12-31T23:59:59Z' })).toEqual([]);
  });

  test('finds nothing about a day that is not over', async () => {
    const other = await Shop.enrol(mock);
    const today = await atNoon(other);
    await pending(other);
    const path = `/reports?${new URLSearchParams(today).toString()}`;
    const found = async () => (await other.get(path, { token: await other.token('data:reports') })).json;
    expect(await found()).toEqual({ files: [], totalCount: 0 });
    await other.advance(daySeconds);
    expect(await found()).toMatchObject({ files: [{ reportType: 'TRANSACTION_DETAILS' }], totalCount: 1 });
  });

  test('tells the size of the files and the number of their records', async () => {
    for (const { reportId, fileSize, numberOfRecords } of await filesOf(day)) {
      const { body } = await get('/reports/download', { reportId });
      expect([body.length, parse(body).length - 1]).toEqual([fileSize, numberOfRecords]);
    }
  });
});

describe('a download', () => {
  test('is CSV, signed like any other answer', async () => {
    const { reportId } = await fileOf('TRANSACTION_DETAILS');
    const answer = await get('/reports/download', { reportId });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv']);
    await verifyAnswer(mock, answer, shop.aheadSeconds);
  });

  test('stays CSV when its answer is spoilt', async () => {
    const { reportId } = await fileOf('TRANSACTION_DETAILS');
    const sound = await get('/reports/download', { reportId });
    const spoil = { operator: 'remove-field', arguments: { field: 'Signature' } };
    await shop.control('PUT', '/faults', { faults: [{ operation: 'reports/download', fault: 'spoil', ...spoil }] });
    const spoilt = await get('/reports/download', { reportId });
    await shop.control('DELETE', '/faults');
    expect([spoilt.headers['content-type'], spoilt.headers['signature']]).toEqual(['text/csv', undefined]);
    expect(spoilt.body).toEqual(sound.body);
  });

  test('tells how each transaction stands', async () => {
    const told = (await recordsOf('TRANSACTION_DETAILS')).map((each) =>
      [each['transaction_id'], each['event_type'], each['status'], each['reason_code'], each['amount']].join(' '),
    );
    const { captured, refunded, declined: failed, canceled, waiting } = transactions;
    expect(told).toEqual([
      `${captured} CAPTURE APPROVED -1 2500`,
      `${refunded} REFUND APPROVED -1 500`,
      `${failed} INITIATE PENDING -1 2500`,
      `${failed} FINALIZE DECLINED 1000 2500`,
      `${canceled} CANCEL CANCELED -1 2500`,
      `${waiting} INITIATE PENDING -1 2500`,
      `${waiting} EXPIRE DECLINED 2001 2500`,
    ]);
  });

  test('tells of a refund that takes over midnight on both days', async () => {
    const other = await Shop.enrol(mock);
    const today = await atNoon(other);
    const id = await approved(other);
    await other.post('/mock/set', {
      processingAccountId: other.account,
      key: { type: 'PAYER_ID', value: 'payer-1' },
      type: 'MOCK',
      steps: { refundStep: { status: 'ACCEPTED' } },
    });
    await other.advance(12 * 3600 - 30);
    const refund = {
      processingAccountId: other.account,
      clientTransactionId: 'refund-1',
      transactionId: id,
      paymentDetails: { amount: 500, description: 'Called off' },
    };
    // The token of noon is too old by now.
    const accepted = await other.post('/payments/refund', refund, { token: await other.token() });
    expect(accepted.json).toMatchObject({ status: 'ACCEPTED' });
    await other.advance(2 * daySeconds);

    const read = async (path: string) => other.get(path, { token: await other.token('data:reports') });
    const query = { ...today, to: new Date(Date.now() + other.aheadSeconds * 1000).toISOString() };
    const type = 'TRANSACTION_DETAILS';
    const found = await read(`/reports?${new URLSearchParams({ ...query, type }).toString()}`);
    const told = [];
    for (const { reportId } of found.json['files'] as File[]) {
      const { body } = await read(`/reports/download?reportId=${reportId}`);
      told.push(
        parse<Record<string, string>>(body, { columns: true }).map(({ event_type, status }) => [event_type, status]),
      );
    }
    expect(told).toEqual([[['REFUND', 'ACCEPTED']], [['REFUND', 'APPROVED']]]);
  });

  test('holds the reference of the client as it was', async () => {
    const records = await recordsOf('TRANSACTION_DETAILS');
    expect(records[0]).toMatchObject({ client_transaction_id: unusual });
  });

  test('tells what was settled', async () => {
    const [payout, ...others] = await recordsOf('SETTLEMENT');
    expect(others).toEqual([]);
    expect(payout).toMatchObject({ gross_credit: '5000', gross_debit: '500', currency: 'EUR' });
    const fees = (await recordsOf('FEE_DETAILS')).reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(payout).toMatchObject({ fees: String(fees), net: String(4500 - fees) });
    expect(await recordsOf('BANK_ADDENDUM')).toMatchObject([
      { payout_id: payout?.['payout_id'], total: payout?.['net'], capture_count: '2', refund_count: '1' },
    ]);
  });

  test('may spell the id in capitals, and name whose report it is', async () => {
    const { reportId, contractualEntityId } = await fileOf('INVOICE');
    const own = { organizationId: shop.organizationId, contractualEntityId, processingAccountId: shop.account };
    expect((await get('/reports/download', { ...own, reportId: reportId.toUpperCase() })).status).toBe(200);
  });
});

describe('what is refused', () => {
  const nil = '00000000-0000-0000-0000-000000000000';
  const malformed: readonly (readonly [path: string, query: string, fields: Record<string, string>])[] = [
    ['/reports', '', { from: 'From is required', to: 'To is required' }],
    ['/reports', 'from=2026-01-01T00:00:00Z', { to: 'To is required' }],
    ['/reports', 'from=2026-01-01&to=2026-01-31', { from: 'From must be a date-time', to: 'To must be a date-time' }],
    // A plus is a space in a query.
    ['/reports', 'from=2026-01-01T00:00:00+01:00&to=2026-01-31T00:00:00Z', { from: 'From must be a date-time' }],
    ['/reports', 'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', { to: 'To must not be before from' }],
    [
      '/reports',
      'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&type=EVERYTHING',
      { type: `Type must be one of ${types.join(', ')}` },
    ],
    ['/reports', 'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&page=2', { page: 'Page is not a known property' }],
    [
      '/reports',
      'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&type=INVOICE&type=INVOICE',
      { type: 'Type must be there only once' },
    ],
    [
      '/reports',
      'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&processingAccountId=&name=',
      { processingAccountId: 'Processing Account ID must not be empty', name: 'Name must not be empty' },
    ],
    ['/reports/download', '', { reportId: 'Report ID is required' }],
    [
      '/reports',
      'from=2026-01-01T00:00:00%2B0100&to=2026-01-02T00:00:00Z',
      { from: 'From must be text that matches ([Zz]|[+-]\\d\\d:\\d\\d)$' },
    ],
    ['/reports/download', 'reportId=', { reportId: 'Report ID must not be empty' }],
    ['/reports/download', `reportId=${nil}&type=INVOICE`, { type: 'Type is not a known property' }],
  ];

  test.each(malformed)('%s?%s', async (path, query, fields) => {
    const answer = await shop.get(query === '' ? path : `${path}?${query}`, { token });
    expectRefusal(answer, 400, '4000');
    expect(answer.json['fields']).toEqual(fields);
  });

  test.each([
    ['organizationId', 'org-of-others'],
    ['contractualEntityId', 'entity-of-others'],
    ['processingAccountId', 'pa-of-others'],
  ])('the %s of others', async (name, id) => {
    expectRefusal(await search({ ...day, [name]: id }), 403, '4971');
    const { reportId } = await fileOf('INVOICE');
    expectRefusal(await get('/reports/download', { reportId, [name]: id }), 403, '4971');
  });

  test('a token without the scope', async () => {
    const path = `/reports?${new URLSearchParams(day).toString()}`;
    expectRefusal(await shop.get(path, { token: await shop.token() }), 403, '4971');
  });

  test('a token for reports, where a payment is asked for', async () => {
    expectRefusal(await shop.get(`/payments/${transactions.captured}/status`, { token }), 403, '4971');
  });

  test('a call without token, signature or certificate', async () => {
    const path = `/reports?${new URLSearchParams(day).toString()}`;
    expectRefusal(await shop.get(path, { token: null }), 401, '4970');
    const unsigned = (headers: Record<string, string>) => delete headers['Signature'];
    expectRefusal(await shop.get(path, { token, after: unsigned }), 400, '4990');
    expectRefusal(await shop.get(path, { token, tls: { cert: undefined, key: undefined } }), 400, '4980');
  });

  test('a query that was changed after it was signed', async () => {
    const { reportId } = await fileOf('INVOICE');
    const signed = `/reports/download?reportId=${nil}`;
    const answer = await shop.get(signed, { token, tls: { path: `/reports/download?reportId=${reportId}` } });
    expectRefusal(answer, 401, '4992');
  });

  test('a report that is not there', async () => {
    const answer = await get('/reports/download', { reportId: nil });
    expectRefusal(answer, 404, '5000');
    expect(answer.json['statusInfo']).toEqual({ reasonCode: '5000', message: 'Resource not found' });
  });

  test("the report of another account of one's own", async () => {
    const { reportId } = await fileOf('INVOICE');
    const processingAccountId = shop.accounts[1] ?? '';
    expectRefusal(await get('/reports/download', { reportId, processingAccountId }), 404, '5000');
  });

  test('the report of another organization', async () => {
    const other = await Shop.enrol(mock);
    const { reportId } = await fileOf('INVOICE');
    const answer = await other.get(`/reports/download?reportId=${reportId}`, {
      token: await other.token('data:reports'),
    });
    expectRefusal(answer, 404, '5000');
  });

  test('another method', async () => {
    expectRefusal(await shop.post('/reports', {}, { token }), 405, '4000');
  });
});
