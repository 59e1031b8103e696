import { describe, expect, test } from 'vitest';
import type { Conversation } from './conversation.ts';
import { caught } from './fixtures/caught.ts';
import { expectMoved } from './history.ts';

const telling = (paymentDetails?: object): Conversation =>
  ({
    abilities: ['clock'],
    aside: () => Promise.resolve({ json: { status: 'APPROVED', ...(paymentDetails && { paymentDetails }) } }),
  }) as never;
const item = (status: string, amount: number) => ({ status, paymentDetails: { amount } });

describe('what is captured or refunded', () => {
  test.each([
    ['by its sum', { capturedAmount: 600 }, 600],
    ['by its sum, whatever the list says', { capturedAmount: 600, captures: [item('APPROVED', 1)] }, 600],
    ['by its list, where there is no sum', { captures: [item('APPROVED', 400), item('APPROVED', 200)] }, 600],
    ['by what of its list is approved', { captures: [item('DECLINED', 400), item('APPROVED', 200)] }, 200],
    ['by nothing, when there is neither', {}, 0],
    ['by nothing, when there are no details', undefined, 0],
  ])('%s', async (_what, details, amount) => {
    await expect(expectMoved(telling(details), 'captured', amount)).resolves.toBeUndefined();
  });

  test('another amount is told with its place', async () => {
    const error = await caught(() => expectMoved(telling({ refunds: [item('ACCEPTED', 400)] }), 'refunded', 400));
    expect(error).toMatchObject({
      code: 'ERR_ASSERTION',
      message: 'Unexpected amount refunded',
      where: '/paymentDetails/refundedAmount',
      expected: '400',
      actual: '0',
    });
  });

  test('a refund under way is waited for where time passes by itself', async () => {
    const histories = [
      { refunds: [item('APPROVED', 100), item('ACCEPTED', 300)] },
      { refunds: [item('APPROVED', 100), item('APPROVED', 300)] },
    ];
    const aside = () => Promise.resolve({ json: { paymentDetails: histories.shift() } });
    await expect(expectMoved({ abilities: [], aside } as never, 'refunded', 400)).resolves.toBeUndefined();
    expect(histories).toEqual([]);
  });
});
