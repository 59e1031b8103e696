import { describe, expect, test } from 'vitest';
import { expectOnePayment, expectOneResult, expectTwoPayments } from './effects.ts';
import { answered } from './fixtures/turns.ts';
import { loadSpecification } from './specification.ts';

const { errors } = loadSpecification().protocol;
const started = (transactionId: string) => answered(200, { transactionId, status: 'PENDING' });
const waiting = answered(423, { status: 'DECLINED', statusInfo: { reasonCode: '5003' } });

describe('requests that were the same', () => {
  test('are answered like the first, or told to wait', () => {
    expectOneResult([started('a'), waiting, started('a')], errors);
    const conflict = answered(409, { status: 'DECLINED', statusInfo: { reasonCode: '3002' } });
    expectOneResult([started('a'), conflict], errors);
    expectOneResult(
      [started('a'), answered(200, { ...(started('a').exchanged.response?.json as object), callId: 'c2' })],
      errors,
    );
  });

  test.each([
    ['with two results', [started('a'), started('b')], 'Two answers tell different things'],
    [
      'with another status of one payment',
      [started('a'), answered(200, { transactionId: 'a', status: 'DECLINED' })],
      'Two answers tell different things',
    ],
    ['with another refusal', [started('a'), answered(500, {})], 'was rejected with another error'],
    ['with none that was accepted', [waiting, waiting], 'POST /payments/initiate was rejected with 423'],
  ])('%s are told', (_, turns, message) => {
    expect(() => {
      expectOneResult(turns, errors);
    }).toThrow(message);
  });
});

test('a second payment is told, in an answer or in a webhook', () => {
  const delivery = { transactionId: 'a' } as Parameters<typeof expectOnePayment>[1] extends
    readonly (infer T)[] | undefined
    ? T
    : never;
  expectOnePayment([started('a'), started('a')], [delivery]);
  expect(() => {
    expectOnePayment([started('a'), started('b')]);
  }).toThrow('The number of payments');
  expect(() => {
    expectOnePayment([started('b')], [delivery]);
  }).toThrow('The number of payments');
  expect(() => {
    expectOnePayment([]);
  }).toThrow('The number of payments');
});

test('one payment is not two', () => {
  expectTwoPayments(started('a'), started('b'));
  expect(() => {
    expectTwoPayments(started('a'), started('a'));
  }).toThrow('The number of payments');
});
