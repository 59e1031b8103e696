import { dayMs } from '../clock.ts';

/** A day as `2026-11-24`, UTC. */
export const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whole days from one time to another. */
export const daysUntil = (time: number, now: number): number => Math.floor((time - now) / dayMs);

/** The same day so many months later, UTC. */
export function monthsAfter(time: number, months: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate());
}
