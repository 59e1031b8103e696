import { dayMs } from '../../clock.ts';
import { lastWaiverDay, waiverDays } from '../../contract/said-by-person.ts';
import { assertWaivable } from '../../contract/waivers.ts';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Check, type Verdict } from '../check.ts';
import { day, daysUntil } from '../time.ts';
import type { OfflineSubject } from './subject.ts';

/** Waivers name requirements of the catalogue, and stay valid for some time. */
export const waiverChecks: readonly Check<OfflineSubject>[] = [
  {
    ...{ id: 'waivers', heading: 'Waivers', title: 'are still valid' },
    when: ({ configuration }) => Object.keys(waiversOf(configuration)).length > 0,
    examine,
  },
];

/** Time enough to mend what falls short, or to agree on another day. */
const soonDays = 14;

const waiversOf = ({ value: { waivers = {} } }: OfflineSubject['configuration']) => waivers;

function examine({ configuration, catalogue, clock }: OfflineSubject): Verdict {
  const waivers = waiversOf(configuration);
  const place = (id: string, member = ''): string => configuration.origin(`/waivers/${id}${member}`).where;
  assertWaivable(Object.keys(waivers), catalogue, (id) => place(id));
  const today = day(clock.now());
  const last = lastWaiverDay(today);
  for (const [id, { expires, owner }] of Object.entries(waivers)) {
    if (expires <= last) continue;
    throw new CertifyError('ERR_CONFIG', `The waiver of ${id} holds for more than ${waiverDays} days`, {
      where: place(id, '/expires'),
      expected: `a last day no later than ${last}`,
      actual: expires,
      advice: `A waiver lasts as long as a certification counts; after that, ${owner} has to renew it.`,
    });
  }
  const expired = Object.entries(waivers).find(([, { expires }]) => expires < today);
  if (expired !== undefined) {
    const [id, { expires, owner }] = expired;
    throw new CertifyError('ERR_CONFIG', `The waiver of ${id} expired on ${expires}, which fails every run`, {
      where: place(id, '/expires'),
      expected: `a last day from ${today} to ${last}`,
      actual: expires,
      advice: `${owner} should renew or remove it.`,
    });
  }
  const ending = Object.entries(waivers)
    .map(([id, { owner, expires }]) => ({
      id,
      owner,
      expires,
      days: daysUntil(Date.parse(expires), Date.parse(today)),
    }))
    .filter(({ days }) => days <= soonDays);
  if (ending.length === 0) return ok(`${Object.keys(waivers).join(', ')}, each for more than ${soonDays} days`);
  return warning(ending.map(sentence).join('; '), {
    where: ending.map(({ id }) => place(id, '/expires')).join(', '),
    expected: `a last day after ${day(clock.now() + soonDays * dayMs)}`,
    actual: ending.map(({ expires }) => expires).join(', '),
    advice: `Once a waiver has expired it fails the run: ${[...new Set(ending.map(({ owner }) => owner))].join(', ')} should renew or remove it.`,
  });
}

function sentence({ id, days }: { readonly id: string; readonly days: number }): string {
  return `The waiver of ${id} expires ${days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`}`;
}
