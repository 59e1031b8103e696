import { describe, expect, test } from 'vitest';
import { at, decided, ledger, movedAt, paid } from '../fixtures/ledger.ts';
import type { Payment } from '../payments/payment.ts';
import { activitiesOf } from './activity.ts';
import type { Cell } from './sheet.ts';
import { sheets, type ReportType } from './sheets.ts';
import { dayOf } from './utc-day.ts';

/** The rows of a report about a day of January 2026 at the first account, as objects without their empty cells. */
function rows(type: ReportType, day: number, ...payments: readonly Payment[]): Record<string, unknown>[] {
  const activity = activitiesOf(ledger(...payments), at(31)).find((each) => each.day.start === dayOf(at(day)).start);
  if (activity === undefined) return [];
  const { header, rows: made } = sheets[type];
  return made(activity).map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, read(cells[index])] as const).filter(([, cell]) => cell !== undefined)),
  );
}

const read = (cell: Cell): Cell => (typeof cell === 'bigint' ? Number(cell) : cell);

describe('transaction details', () => {
  const told = (day: number, ...payments: readonly Payment[]) =>
    rows('TRANSACTION_DETAILS', day, ...payments).map(({ event_type, status }) => `${String(event_type)} ${String(status)}`);

  test('a success is one row with the last event', () => {
    expect(rows('TRANSACTION_DETAILS', 19, paid({ captures: [movedAt(at(19, 12), { amount: 600 })] }))).toEqual([
      {
        transaction_id: 't-1',
        client_transaction_id: 'order-1',
        transaction_type: 'ONE_TIME',
        provider_id: 'SATISPAY',
        event_type: 'CAPTURE',
        status: 'APPROVED',
        reason_code: '-1',
        amount: 600,
        currency: 'EUR',
        created_at: '2026-01-19T10:00:00.000Z',
        event_at: '2026-01-19T12:00:00.000Z',
      },
    ]);
  });

  test('a failure is two rows: the last successful event, then the failing one', () => {
    const decisions = [decided('initiate', 'PENDING', at(18, 23)), decided('finalize', 'DECLINED', at(19, 1))];
    const failed = paid({ status: 'DECLINED', decisions });
    expect(rows('TRANSACTION_DETAILS', 19, failed)).toMatchObject([
      { event_type: 'INITIATE', status: 'PENDING', reason_code: '-1', event_at: '2026-01-18T23:00:00.000Z' },
      { event_type: 'FINALIZE', status: 'DECLINED', reason_code: '1000', event_at: '2026-01-19T01:00:00.000Z' },
    ]);
    expect(told(18, failed)).toEqual(['INITIATE PENDING']);
  });

  test.each([
    ['a first step that fails', { decisions: [decided('charge', 'DECLINED', at(19))] }, ['CHARGE DECLINED']],
    ['a charge', { decisions: [decided('charge', 'APPROVED', at(19))] }, ['CHARGE APPROVED']],
    [
      'a cancellation',
      { decisions: [decided('initiate', 'PENDING', at(19, 10)), decided('cancel', 'CANCELED', at(19, 11))] },
      ['CANCEL CANCELED'],
    ],
    [
      'a capture that fails',
      { captures: [movedAt(at(19, 12), { status: 'DECLINED' })] },
      ['FINALIZE APPROVED', 'CAPTURE DECLINED'],
    ],
    [
      'a failure that was made good',
      { captures: [movedAt(at(19, 12), { status: 'DECLINED' }), movedAt(at(19, 13))] },
      ['CAPTURE APPROVED'],
    ],
    [
      'a capture in the moment of the approval',
      { captures: [movedAt(at(19, 11))] },
      ['CAPTURE APPROVED'],
    ],
    [
      'a capture after a refund',
      { captures: [movedAt(at(19, 12)), movedAt(at(19, 14))], refunds: [movedAt(at(19, 13))] },
      ['CAPTURE APPROVED'],
    ],
    [
      'a refund under way',
      { captures: [movedAt(at(19, 12))], refunds: [movedAt(at(19, 13), { status: 'ACCEPTED' })] },
      ['REFUND ACCEPTED'],
    ],
  ] as const)('%s', (_what, changes, expected) => {
    expect(told(19, paid({ ...changes, decisions: [...('decisions' in changes ? changes.decisions : paid().decisions)] } as Partial<Payment>))).toEqual(expected);
  });
});

describe('money', () => {
  const captured = paid({ captures: [movedAt(at(19, 12))] });
  const partly = paid({
    transactionId: 't-2',
    clientTransactionId: 'order-2',
    captures: [movedAt(at(19, 12), { amount: 250 }), movedAt(at(19, 13), { status: 'DECLINED' })],
    refunds: [movedAt(at(19, 14), { amount: 50 }), movedAt(at(19, 15), { amount: 9, status: 'DECLINED' })],
  });
  const zloty = paid({
    transactionId: 't-3',
    clientTransactionId: 'order-3',
    details: { ...paid().details, currency: 'PLN' },
    captures: [movedAt(at(19, 16), { amount: 1 })],
  });

  test('fee details', () => {
    expect(rows('FEE_DETAILS', 19, captured, partly)).toEqual([
      ...[
        { transaction_id: 't-1', fee_type: 'PROCESSING', origin: 'NOPAN', amount: 13, charged_at: '2026-01-19T12:00:00.000Z' },
        { transaction_id: 't-1', fee_type: 'SCHEME', origin: 'PROVIDER', amount: 4, charged_at: '2026-01-19T12:00:00.000Z' },
        { transaction_id: 't-2', fee_type: 'PROCESSING', origin: 'NOPAN', amount: 11, charged_at: '2026-01-19T12:00:00.000Z' },
        { transaction_id: 't-2', fee_type: 'SCHEME', origin: 'PROVIDER', amount: 1, charged_at: '2026-01-19T12:00:00.000Z' },
        { transaction_id: 't-2', fee_type: 'REFUND', origin: 'NOPAN', amount: 15, charged_at: '2026-01-19T14:00:00.000Z' },
        { fee_type: 'PAYOUT', origin: 'NOPAN', amount: 20, charged_at: '2026-01-19T23:59:59.999Z' },
      ].map((fee) => ({ ...fee, currency: 'EUR' })),
    ]);
  });

  const bank = /^NOPAN [0-9A-F]{8}$/;
  const id = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  test('settlement: a payout for each currency, which is what was captured less what was refunded and the fees', () => {
    const payout = { payout_id: expect.stringMatching(id) as string, bank_reference: expect.stringMatching(bank) as string };
    expect(rows('SETTLEMENT', 19, captured, partly, zloty)).toEqual([
      { ...payout, gross_credit: 1250, gross_debit: 50, fees: 64, net: 1136, currency: 'EUR' },
      { ...payout, gross_credit: 1, gross_debit: 0, fees: 30, net: -29, currency: 'PLN' },
    ]);
  });

  test('bank addendum: the same payouts, with how many transactions they are made of', () => {
    const settled = rows('SETTLEMENT', 19, captured, partly, zloty);
    const told = rows('BANK_ADDENDUM', 19, captured, partly, zloty);
    expect(told).toMatchObject([
      { capture_count: 2, refund_count: 1, total: 1136, currency: 'EUR' },
      { capture_count: 1, refund_count: 0, total: -29, currency: 'PLN' },
    ]);
    const references = (each: Record<string, unknown>) => [each['payout_id'], each['bank_reference']];
    expect(told.map(references)).toEqual(settled.map(references));
    expect(new Set(told.map(({ payout_id }) => payout_id)).size).toBe(2);
  });

  test('invoice: the fees, summed by kind and currency', () => {
    expect(rows('INVOICE', 19, captured, partly, zloty)).toEqual([
      { fee_type: 'PROCESSING', origin: 'NOPAN', quantity: 2, amount: 24, currency: 'EUR' },
      { fee_type: 'SCHEME', origin: 'PROVIDER', quantity: 2, amount: 5, currency: 'EUR' },
      { fee_type: 'REFUND', origin: 'NOPAN', quantity: 1, amount: 15, currency: 'EUR' },
      { fee_type: 'PROCESSING', origin: 'NOPAN', quantity: 1, amount: 10, currency: 'PLN' },
      { fee_type: 'SCHEME', origin: 'PROVIDER', quantity: 1, amount: 0, currency: 'PLN' },
      { fee_type: 'PAYOUT', origin: 'NOPAN', quantity: 1, amount: 20, currency: 'EUR' },
      { fee_type: 'PAYOUT', origin: 'NOPAN', quantity: 1, amount: 20, currency: 'PLN' },
    ]);
  });

  test('a refund moves money when the scheme has approved it, not when it was asked for', () => {
    const refunds = [movedAt(at(19, 23, 59), { amount: 50, approvedAt: at(20, 0, 1) })];
    const late = paid({ captures: [movedAt(at(19, 12))], refunds });
    expect(rows('SETTLEMENT', 19, late)).toMatchObject([{ gross_credit: 1000, gross_debit: 0 }]);
    expect(rows('SETTLEMENT', 20, late)).toMatchObject([{ gross_credit: 0, gross_debit: 50, fees: 35, net: -85 }]);
    expect(rows('TRANSACTION_DETAILS', 19, late)).toMatchObject([{ event_type: 'REFUND', status: 'ACCEPTED' }]);
    expect(rows('TRANSACTION_DETAILS', 20, late)).toMatchObject([{ event_type: 'REFUND', status: 'APPROVED' }]);
  });

  test.each(['FEE_DETAILS', 'SETTLEMENT', 'BANK_ADDENDUM', 'INVOICE'] as const)(
    '%s has nothing to tell when no money moved',
    (type) => {
      expect(rows(type, 19, paid({ refunds: [movedAt(at(19, 13), { status: 'ACCEPTED' })] }))).toEqual([]);
    },
  );
});
