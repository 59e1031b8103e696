import { seconds, systemClock } from '../clock.ts';
import { CertifyError } from '../errors.ts';

/** When a message is judged; undefined: when it was signed. */
export const judgedAt = ({ at = 'created' }: { readonly at?: string }): number | undefined =>
  at === 'created' ? undefined : timeOf(at, '--at');

const mistakenTimes = {
  '--at': {
    expected: 'created, now, seconds since 1970, or a date such as 2026-01-31T12:00:00Z',
    advice: 'Name the moment to judge the message at.',
  },
  '--created': {
    expected: 'now, seconds since 1970, or a date such as 2026-01-31T12:00:00Z',
    advice: 'Name the moment of the signature.',
  },
} as const;

/**
 * `now`, seconds since 1970-01-01T00:00:00Z, or an ISO 8601 date with time.
 *
 * @throws ERR_USAGE
 */
export function timeOf(text: string, option: keyof typeof mistakenTimes): number {
  if (text === 'now') return seconds(systemClock);
  const time = /^\d{1,11}$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000);
  if (!Number.isNaN(time)) return time;
  throw new CertifyError('ERR_USAGE', 'The time cannot be understood', {
    where: `${option} ${text}`,
    ...mistakenTimes[option],
  });
}
