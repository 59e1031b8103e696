import { moved, type Activity } from './activity.ts';
import { feeFor, tariffs, type Tariff } from './tariff.ts';

export interface Fee extends Pick<Tariff, 'type' | 'origin'> {
  /** Absent: the fee is for no single transaction. */
  readonly transactionId?: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly currency: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
}

/** The fees of an account's day: for each movement of money, then for each payout. */
export function feesOf(activity: Activity): Fee[] {
  const movements = moved(activity);
  const currencies = new Set(movements.map(({ payment }) => payment.details.currency));
  return [
    ...movements.flatMap(({ payment: { transactionId, details }, event: { type, amount, at } }) =>
      fees(type, amount, { transactionId, currency: details.currency, at }),
    ),
    ...[...currencies].flatMap((currency) => fees('PAYOUT', 0, { currency, at: activity.day.last })),
  ];
}

function fees(on: string, amount: number, about: Pick<Fee, 'transactionId' | 'currency' | 'at'>): Fee[] {
  return tariffs
    .filter((tariff) => tariff.on === on)
    .map((tariff) => ({ ...about, type: tariff.type, origin: tariff.origin, amount: feeFor(tariff, amount) }));
}

/** Fees of one kind and currency, summed. */
export interface FeeSum extends Pick<Fee, 'type' | 'origin' | 'currency' | 'amount'> {
  readonly quantity: number;
}

export function summed(fees: readonly Fee[]): FeeSum[] {
  const sums = new Map<string, FeeSum>();
  for (const { type, origin, currency, amount } of fees) {
    const key = JSON.stringify([type, origin, currency]);
    const { quantity, amount: before } = sums.get(key) ?? { quantity: 0, amount: 0n };
    sums.set(key, { type, origin, currency, quantity: quantity + 1, amount: before + amount });
  }
  return [...sums.values()];
}
