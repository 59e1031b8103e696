import { validUntil } from '../certification/validity.ts';
import { list } from '../certification/words.ts';
import type { Result, Subject } from '../contract/types/result.ts';
import { longDay, oneLine, shortened } from './text.ts';

const longest = 120;

/**
 * Who was certified against what, when, and until when that counts.
 *
 * @example whoLine(result) // 'Tulip Tickets B.V. (org-1, account pa-1) against sandbox.nopan.com, 28 November 2026, valid until 26 February 2027'
 */
export function whoLine({ subject, target, verdict, finishedAt }: Result): string {
  const until = validUntil({ verdict, finishedAt });
  return [
    `${nameOf(subject, target.kind)} against ${short(target.name)}`,
    longDay(finishedAt),
    ...(until === undefined ? [] : [`valid until ${longDay(until)}`]),
  ].join(', ');
}

function nameOf(subject: Subject | undefined, kind: Result['target']['kind']): string {
  const { organization, company, processingAccounts = [], version, commit } = subject ?? {};
  const own = kind === 'mock' ? 'nopan-certify’s own client' : 'An integration that the result does not name';
  const accounts = processingAccounts.map(({ id }) => short(id));
  const details = [
    ...(company === undefined || organization === undefined ? [] : [short(organization)]),
    ...(accounts.length === 0 ? [] : [`${accounts.length === 1 ? 'account' : 'accounts'} ${list(accounts)}`]),
    ...(version === undefined ? [] : [`version ${short(version)}`]),
    ...(commit === undefined ? [] : [`commit ${short(commit)}`]),
  ];
  return `${short(company ?? organization ?? own)}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

const short = (text: string): string => shortened(oneLine(text), longest);
