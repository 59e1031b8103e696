import { dayMs, type Clock } from '../clock.ts';
import type { Variables } from '../contract/variables.ts';

/** Moments of an organization's time as request specs can name them, RFC 3339: now, and 31 days before. */
export function momentVariables(clock: Clock): Variables {
  const before = (ms: number) => () => new Date(clock.now() - ms).toISOString();
  return { 'time.now': before(0), 'time.monthAgo': before(31 * dayMs) };
}
