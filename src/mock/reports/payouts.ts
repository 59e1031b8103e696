import { moved, type Activity, type MovedMoney } from './activity.ts';
import { feesOf } from './fees.ts';
import { derivedId } from './derived-id.ts';

/** What an account is paid for one day in one currency. Amounts are minor units, bigint since sums can exceed 2^53. */
export interface Payout {
  readonly id: string;
  /** What the bank's statement says of it. */
  readonly bankReference: string;
  readonly currency: string;
  readonly captures: number;
  readonly refunds: number;
  /** Captured. */
  readonly grossCredit: bigint;
  /** Refunded. */
  readonly grossDebit: bigint;
  readonly fees: bigint;
  /** Below zero, when the account owes it. */
  readonly net: bigint;
}

/** One payout for each currency in which money moved. No page tells how often Nopan pays: once a day is assumed. */
export function payoutsOf(activity: Activity): Payout[] {
  const movements = moved(activity);
  const everyFee = feesOf(activity);
  const currencies = new Set(movements.map(({ payment }) => payment.details.currency));
  return [...currencies].map((currency) => {
    const inCurrency = movements.filter(({ payment }) => payment.details.currency === currency);
    const captures = inCurrency.filter(({ event }) => event.type === 'CAPTURE');
    const refunds = inCurrency.filter(({ event }) => event.type === 'REFUND');
    const fees = sum(everyFee.filter((fee) => fee.currency === currency));
    const [grossCredit, grossDebit] = [gross(captures), gross(refunds)];
    const id = derivedId(activity, 'payout', currency);
    return {
      id,
      bankReference: `NOPAN ${id.slice(0, 8).toUpperCase()}`,
      currency,
      captures: captures.length,
      refunds: refunds.length,
      grossCredit,
      grossDebit,
      fees,
      net: grossCredit - grossDebit - fees,
    };
  });
}

const gross = (movements: readonly MovedMoney[]): bigint => sum(movements.map(({ event }) => event));

const sum = (amounts: readonly { readonly amount: number | bigint }[]): bigint =>
  amounts.reduce((total, { amount }) => total + BigInt(amount), 0n);
