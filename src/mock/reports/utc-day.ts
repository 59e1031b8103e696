import { dayMs } from '../../clock.ts';

/** A day of UTC. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface UtcDay {
  readonly start: number;
  readonly last: number;
  /** When it is over, and the next one begins. */
  readonly over: number;
}

export function dayOf(time: number): UtcDay {
  const start = Math.floor(time / dayMs) * dayMs;
  return { start, last: start + dayMs - 1, over: start + dayMs };
}

/** `20260119` (ISO 8601, basic format) */
export function dateOf({ start }: UtcDay): string {
  return new Date(start).toISOString().slice(0, 10).replaceAll('-', '');
}
