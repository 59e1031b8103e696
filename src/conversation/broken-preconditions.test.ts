import { expect, it } from 'vitest';
import { BrokenPreconditions } from './broken-preconditions.ts';

const when = { text: 'I refund it', type: 'Action' };
const given = (...texts: string[]) => [...texts.map((text) => ({ text, type: 'Context' })), when];
const rejected = (id = 'pay-000001') =>
  ({ code: 'ERR_ASSERTION', message: `POST /payments/${id}/capture was rejected with 403 4971` }) as const;

it('a scenario is blocked that needs what failed so often', () => {
  const broken = new BrokenPreconditions(2);
  broken.failed('a captured payment', given('a captured payment'), rejected());
  expect(broken.block(given('a captured payment'))).toBe(false);
  broken.failed('a captured payment', given('a captured payment'), rejected('pay-000002'));
  expect(broken.block(given('an organization', 'a captured payment'))).toBe(true);
});

it('what fails for the same cause blocks at once, what did not fail never', () => {
  const broken = new BrokenPreconditions(2);
  broken.failed('a captured payment', given('a captured payment'), rejected());
  broken.failed('a refunded payment', given('a refunded payment'), rejected());
  expect(
    ['a captured payment', 'a refunded payment', 'a pending payment'].map((text) => broken.block(given(text))),
  ).toEqual([true, true, false]);
});

it.each([
  ['other causes', rejected(), { ...rejected(), code: 'ERR_TIMEOUT' } as const],
  [
    'other statuses',
    rejected(),
    { ...rejected(), message: 'POST /payments/pay-000001/capture was rejected with 422 5002' },
  ],
])('%s are counted apart', (_, one, other) => {
  const broken = new BrokenPreconditions(2);
  for (const error of [one, other]) broken.failed('a captured payment', given('a captured payment'), error);
  expect(broken.block(given('a captured payment'))).toBe(false);
});

it('a step that acts is no precondition', () => {
  const broken = new BrokenPreconditions(1);
  broken.failed(when.text, given('a captured payment'), rejected());
  expect(broken.block([{ text: when.text, type: 'Context' }, when])).toBe(false);
});

it('nothing is blocked where the run is to keep going', () => {
  const broken = new BrokenPreconditions(Infinity);
  for (let count = 0; count < 100; count += 1)
    broken.failed('a captured payment', given('a captured payment'), rejected());
  expect(broken.block(given('a captured payment'))).toBe(false);
});
