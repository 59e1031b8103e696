import { expect, test } from 'vitest';
import { systemRandomness } from '../randomness.ts';
import { References } from './references.ts';

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
