import { expect, test } from 'vitest';
import { findings } from './findings.ts';

test.each(['__proto__', 'toString', 'constructor'])('a member %s is told like any other', (name) => {
  const fields = findings([
    { pointer: `/${name}`, keyword: 'additionalProperties', message: 'is not a known property' },
  ]);
  expect(Object.keys(fields)).toEqual([name]);
});

test('of several findings on a field the first is told', () => {
  const violations = ['is required', 'must be a number'].map((message) => ({
    pointer: '/payment/oneTimeCode',
    keyword: 'type',
    message,
  }));
  expect(findings(violations)).toEqual({ 'payment.oneTimeCode': 'One time code is required' });
});

test.each([
  ['processingAccountId', 'Processing Account ID is required'],
  ['returnUrl', 'Return URL is required'],
  ['providerDetails', 'Provider details are required'],
  ['amount', 'Amount is required'],
])("%s is told in the words of Nopan's examples", (name, told) => {
  expect(findings([{ pointer: `/${name}`, keyword: 'required', message: 'is required' }])).toEqual({ [name]: told });
});
