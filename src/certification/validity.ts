import type { Result } from '../contract/types/result.ts';

/** How long a certification counts: what was certified goes on changing. */
export const validDays = 90;

const dayMs = 86_400_000;

/**
 * The last day on which a certification counts, in UTC; undefined where nothing was certified.
 *
 * @example validUntil(result) // '2027-02-26'
 */
export function validUntil({ verdict, finishedAt }: Pick<Result, 'verdict' | 'finishedAt'>): string | undefined {
  if (verdict !== 'CERTIFIED') return undefined;
  return new Date(Date.parse(finishedAt) + validDays * dayMs).toISOString().slice(0, '2027-02-26'.length);
}
