import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { at, decided, ledger, movedAt, paid } from '../fixtures/ledger.ts';
import { contentOf, reportsOf, type Report } from './report.ts';
import { dateOf } from './utc-day.ts';
import { fileView } from './views.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const other = { transactionId: 't-9', processingAccountId: 'pa-2' };

/** Those in which something stands, in short. */
function told(organization: ReturnType<typeof ledger>, now: number): string[] {
  return reportsOf(organization, now)
    .filter((report) => contentOf(report) !== undefined)
    .map(({ type, activity: { account, day } }) => `${dateOf(day)} ${account} ${type}`);
}

describe('there are reports', () => {
  test('of each type, by day and account, where there is something to report', () => {
    const organization = ledger(
      paid({ ...other, captures: [movedAt(at(20))] }),
      paid({ captures: [movedAt(at(20))] }),
    );
    const money = ['TRANSACTION_DETAILS', 'FEE_DETAILS', 'BANK_ADDENDUM', 'SETTLEMENT', 'INVOICE'];
    expect(told(organization, at(31))).toEqual([
      '20260119 pa-1 TRANSACTION_DETAILS',
      '20260119 pa-2 TRANSACTION_DETAILS',
      ...money.map((type) => `20260120 pa-1 ${type}`),
      ...money.map((type) => `20260120 pa-2 ${type}`),
    ]);
  });

  test('about a day once it is over', () => {
    const organization = ledger(paid());
    expect(told(organization, at(20, 0) - 1)).toEqual([]);
    expect(told(organization, at(20, 0))).toEqual(['20260119 pa-1 TRANSACTION_DETAILS']);
  });

  test('of nothing, none', () => {
    expect(reportsOf(ledger(), at(31))).toEqual([]);
  });
});

function only(reports: readonly Report[], type: Report['type']): Report {
  const [report, ...more] = reports.filter((each) => each.type === type && contentOf(each) !== undefined);
  if (report === undefined || more.length > 0) throw new Error(`There is not one ${type}`);
  return report;
}

test('a report has always the same id, which no other has', () => {
  const organization = ledger(paid(), paid({ ...other, captures: [movedAt(at(20))] }));
  const ids = () => reportsOf(organization, at(31)).map(({ id }) => id);
  expect(ids()).toEqual(ids());
  expect(new Set(ids()).size).toBe(15);
  expect(new Set([...ids(), ...reportsOf({ ...organization, id: 'org-2' }, at(31)).map(({ id }) => id)]).size).toBe(30);
});

test('what a search shows of it', () => {
  const organization = ledger(paid({ clientTransactionId: 'commande-é' }));
  const report = only(reportsOf(organization, at(31)), 'TRANSACTION_DETAILS');
  const content = contentOf(report);
  if (content === undefined) throw new Error('It has no content');
  expect(report.id).toMatch(uuid);
  expect(fileView(report, content, organization)).toEqual({
    reportId: report.id,
    organizationId: 'org-1',
    contractualEntityId: 'entity-1',
    processingAccountId: 'pa-1',
    reportType: 'TRANSACTION_DETAILS',
    periodStart: '2026-01-19T00:00:00.000Z',
    periodEnd: '2026-01-19T23:59:59.999Z',
    name: `TRANSACTION_DETAILS_pa-1_${report.id}_20260119`,
    fileSize: content.csv.length + 1,
    numberOfRecords: 1,
    createdAt: '2026-01-20T00:00:00.000Z',
  });
});

test('it is CSV, and what the client has named stands in it as it was', () => {
  const clientTransactionId = '=cmd("a,\r\nb")';
  const report = only(reportsOf(ledger(paid({ clientTransactionId })), at(31)), 'TRANSACTION_DETAILS');
  expect(parse(contentOf(report)?.csv ?? '', { columns: true })).toMatchObject([
    { transaction_id: 't-1', client_transaction_id: clientTransactionId, amount: '1000' },
  ]);
});

test('a report never changes, whatever happens to its payments later', () => {
  const refunded = paid({ captures: [movedAt(at(19, 12))], refunds: [movedAt(at(19, 13), { status: 'ACCEPTED' })] });
  const canceled = paid({ transactionId: 't-2', clientTransactionId: 'order-2' });
  const organization = ledger(refunded, canceled);
  const contents = () =>
    reportsOf(organization, at(31))
      .filter(({ activity: { day } }) => dateOf(day) === '20260119')
      .map((report) => contentOf(report)?.csv);
  const before = contents();
  expect(before).toHaveLength(5);

  Object.assign(refunded.refunds[0] ?? {}, { status: 'APPROVED', approvedAt: at(20, 0, 1) });
  refunded.refunds.push(movedAt(at(20)));
  canceled.status = 'CANCELED';
  canceled.decisions.push(decided('cancel', 'CANCELED', at(20)));
  expect(contents()).toEqual(before);
  expect(told(organization, at(31))).toContain('20260120 pa-1 SETTLEMENT');
});
