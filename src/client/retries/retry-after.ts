import { fieldValue } from '../../signing/message.ts';
import type { ReceivedResponse } from '../exchanged.ts';

/** IMF-fixdate (RFC 9110 section 5.6.7): Date.parse would take much else for a date. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How many seconds to wait by Retry-After (RFC 9110 section 10.2.3), which has them as a number or ends them by a date.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns undefined when the answer does not say
 */
export function retryAfter({ fields }: Pick<ReceivedResponse, 'fields'>, now: number): number | undefined {
  const value = fieldValue(fields, 'retry-after') ?? '';
  if (/^\d+$/.test(value)) return Number(value);
  const until = httpDate.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, (until - now) / 1000);
}
