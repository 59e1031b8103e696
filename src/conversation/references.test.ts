import { expect, test } from 'vitest';
import { systemRandomness } from '../randomness.ts';
import { freshText, missingTransactionId, References } from './references.ts';

type Make = () => string;

test('every order, capture and refund has a reference of its own; the payer stays the same', () => {
  const first = new References(systemRandomness).variables();
  const second = new References(systemRandomness).variables();
  const orders = [first, first, second].map((variables) => (variables['unique.order'] as Make)());
  expect(new Set(orders).size).toBe(3);
  expect(orders[0]).toMatch(/^order-[0-9a-f]{16}$/);
  expect((first['unique.capture'] as Make)()).not.toBe((first['unique.capture'] as Make)());
  expect(first.payerId).toBe(first['unique.payer']);
  expect(first.payerId).not.toBe(second.payerId);
});

test('a reserved reference is that of the next order, once', () => {
  const references = new References(systemRandomness);
  const reserved = references.reserveOrder();
  const order = references.variables()['unique.order'] as Make;
  expect(order()).toBe(reserved);
  expect(order()).not.toBe(reserved);
});

test('what must be unique has its length and shape, and is another one each time', () => {
  const variables = new References(systemRandomness).variables();
  const made = [freshText(systemRandomness, 255), freshText(systemRandomness, 255)];
  expect(made.map(({ length }) => length)).toEqual([255, 255]);
  expect(made[0]).not.toBe(made[1]);
  expect(missingTransactionId(systemRandomness)).toMatch(/^[0-9a-z]{12}$/);
  expect((variables['unique.payment'] as Make)()).not.toBe((variables['unique.payment'] as Make)());
  expect((variables['unique.oneTimeCode'] as Make)()).toMatch(/^\d{6}$/);
});
