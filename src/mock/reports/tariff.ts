/** One fee of a tariff. */
export interface Tariff {
  readonly type: string;
  /** Who takes it. */
  readonly origin: 'NOPAN' | 'PROVIDER';
  /** What it is taken for. */
  readonly on: 'CAPTURE' | 'REFUND' | 'PAYOUT';
  /** Minor units. */
  readonly fixed: number;
  /** Of the amount, in hundredths of a percent. */
  readonly basisPoints: number;
}

/** What Nopan takes is on no page: every number here is invented. */
export const tariffs: readonly Tariff[] = [
  { type: 'PROCESSING', origin: 'NOPAN', on: 'CAPTURE', fixed: 10, basisPoints: 25 },
  { type: 'SCHEME', origin: 'PROVIDER', on: 'CAPTURE', fixed: 0, basisPoints: 40 },
  { type: 'REFUND', origin: 'NOPAN', on: 'REFUND', fixed: 15, basisPoints: 0 },
  { type: 'PAYOUT', origin: 'NOPAN', on: 'PAYOUT', fixed: 20, basisPoints: 0 },
];

/** Whole minor units, half of one rounded up. */
export function feeFor({ fixed, basisPoints }: Tariff, amount: number): bigint {
  return BigInt(fixed) + (BigInt(amount) * BigInt(basisPoints) + 5000n) / 10_000n;
}
