import { describe, expect, test } from 'vitest';
import type { Delivery } from '../contract/types/delivery.ts';
import {
  expectAgreement,
  expectDeliveries,
  expectGrowingPauses,
  expectMembersOf,
  expectOwnIds,
  type Notification,
} from './notification.ts';

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  receivedAt: '2026-01-19T12:00:00.000Z',
  fields: [],
  body: '{}',
  notificationType: 'PAYMENT_CAPTURE',
  notificationId: 'n1',
  hmacVerified: true,
  answeredWith: 202,
  ...change,
});
const notification = (payload: object, change: Partial<Delivery> = {}): Notification => ({
  payload,
  delivery: delivery(change),
});
const at = (...seconds: number[]): Delivery[] =>
  seconds.map((second) => delivery({ receivedAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString() }));

describe('a notification agrees', () => {
  const history = { paymentDetails: { capturedAmount: 600, refundedAmount: 0 } };

  test('with the status, unless it is of a capture or a refund', () => {
    const finalized = notification({ status: 'APPROVED' }, { notificationType: 'PAYMENT_FINALIZE' });
    expectAgreement(finalized, { status: 'APPROVED' }, history);
    expect(() => {
      expectAgreement(finalized, { status: 'DECLINED' }, history);
    }).toThrow('PAYMENT_FINALIZE and the status differ');
    expectAgreement(notification({ status: 'DECLINED', capturedAmount: 600 }), { status: 'APPROVED' }, history);
  });

  test('with the sums of the history', () => {
    expect(() => {
      expectAgreement(notification({ status: 'APPROVED', capturedAmount: 599 }), { status: 'APPROVED' }, history);
    }).toThrow('PAYMENT_CAPTURE and the history differ in capturedAmount');
  });
});

test('two events under one id are told', () => {
  const one = delivery({ body: '{"amount":1}' });
  expectOwnIds([one, delivery({ body: '{"amount":2}', notificationId: 'n2' })]);
  expectOwnIds([one, one]);
  expect(() => {
    expectOwnIds([one, delivery({ body: '{"amount":2}' })]);
  }).toThrow('The number of notification ids');
});

test('one event under two ids is told', () => {
  expect(() => {
    expectOwnIds([delivery(), delivery({ notificationId: 'n2' })]);
  }).toThrow('The number of notification ids');
});

test('another number of deliveries is told', () => {
  expectDeliveries(at(0, 30), 2);
  expect(() => {
    expectDeliveries(at(0, 30), 3);
  }).toThrow('The number of deliveries');
});

test.each([
  ['the same', at(0, 30, 60)],
  ['shorter', at(0, 60, 90)],
  ['none', at(0)],
])('pauses that are %s are told', (_, deliveries) => {
  expectGrowingPauses(at(0, 30, 90, 210));
  expect(() => {
    expectGrowingPauses(deliveries);
  }).toThrow('The pauses between the deliveries do not grow');
});

test('a member that is not there is told', () => {
  const told = notification({ payerDetails: { paymentToken: 'x' } });
  expectMembersOf(told, ['/payerDetails/paymentToken']);
  expect(() => {
    expectMembersOf(told, ['/payerDetails/payerId']);
  }).toThrow('The notification lacks members');
});
