import { expect, test } from 'vitest';
import { OpenPayments } from './open-payments.ts';

const payment = { transactionId: 'tx1', clientTransactionId: 'order-1' };
const later = { paymentDetails: { autoCapture: false } };
const of = { transactionId: 'tx1' };

type Told = readonly [spec: string, request: unknown, answer: unknown];

const started: Told = ['payments/initiate', {}, { ...payment, status: 'PENDING' }];
const authorized: Told[] = [
  ['payments/initiate', later, { ...payment, status: 'PENDING' }],
  ['payments/finalize', of, { ...payment, status: 'APPROVED' }],
];

test.each<[string, Told[], boolean]>([
  ['started', [started], true],
  ['approved and captured at once', [started, ['payments/finalize', of, { ...payment, status: 'APPROVED' }]], false],
  ['declined', [started, ['payments/status', undefined, { ...payment, status: 'DECLINED' }]], false],
  ['canceled', [started, ['payments/cancel', of, { ...payment, status: 'CANCELED' }]], false],
  ['authorized', authorized, true],
  ['authorized, and asked for', [...authorized, ['payments/status', undefined, { ...of, status: 'APPROVED' }]], true],
  [
    'authorized and captured in part',
    [...authorized, ['payments/capture', of, { transactionId: 'capture-1', status: 'APPROVED' }]],
    false,
  ],
  ['charged', [['payments/charge', {}, { ...payment, status: 'APPROVED' }]], false],
  ['unreadable', [['payments/initiate', {}, 'PENDING']], false],
])('a payment that is %s', (_, told, open) => {
  const payments = new OpenPayments();
  for (const [spec, request, answer] of told) payments.note(spec, request, answer);
  expect(payments.all).toEqual(open ? [payment] : []);
});
