import { label } from '../guards/findings.ts';
import { Refusal } from '../refusal.ts';
import type { UtcDay } from './utc-day.ts';

/** The time that a search is about, both ends included, in milliseconds since 1970-01-01T00:00:00Z. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** @throws {Refusal} invalidInput, when its end lies before its beginning */
export function periodOf(bounds: Readonly<Record<keyof Period, string>>): Period {
  const period = { from: timeOf('from', bounds), to: timeOf('to', bounds) };
  if (period.from <= period.to) return period;
  throw new Refusal('invalidInput', { fields: { to: 'To must not be before from' } });
}

/** Whether any moment of the day lies in the period. */
export function overlaps({ start, last }: UtcDay, { from, to }: Period): boolean {
  return start <= to && from <= last;
}

/** The schema has a date-time here; but a leap second is no time of JavaScript. */
function timeOf<Name extends string>(name: Name, bounds: Readonly<Record<Name, string>>): number {
  const time = Date.parse(bounds[name]);
  if (!Number.isNaN(time)) return time;
  throw new Refusal('invalidInput', { fields: { [name]: `${label(name)} must be a date-time` } });
}
