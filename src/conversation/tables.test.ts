import { expect, test } from 'vitest';
import { patchOf } from './tables.ts';

test('rows become a merge patch', () => {
  const rows = [
    ['paymentDetails.amount', '400'],
    ['paymentDetails.autoCapture', 'false'],
    ['metadata', 'absent'],
  ];
  expect(patchOf(rows)).toEqual({ paymentDetails: { amount: 400, autoCapture: false }, metadata: null });
});

test.each(['__proto__.capabilities', 'constructor.prototype.x', 'a.__proto__'])('%s is refused', (path) => {
  expect(() => patchOf([[path, 'none']])).toThrow('A table cannot name the member "');
  expect('capabilities' in {}).toBe(false);
});
