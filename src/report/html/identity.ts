import { validDays, validUntil } from '../../certification/validity.ts';
import { list } from '../../certification/words.ts';
import type { Result, Subject } from '../../contract/types/result.ts';
import { longDay, moment, oneLine, shortened } from '../text.ts';
import { scopeOf } from './scope.ts';
import type { Fact } from './values.ts';

/** Who was certified against what, when, and how far that goes. */
export interface Identity {
  readonly who: string;
  /** What tells it from others of that name: ids of the organization and its accounts. */
  readonly details: string;
  readonly target: string;
  readonly day: string;
  readonly facts: readonly Fact[];
  /** Names of those that fill a line of their own. */
  readonly long: readonly string[];
}

const longest = 120;

const own = 'nopan-certify’s own client';

export function identityOf(result: Result): Identity {
  const { subject, target, startedAt, finishedAt } = result;
  const until = validUntil(result);
  return {
    ...nameOf(subject, target.kind),
    target: text(target.name),
    day: longDay(startedAt),
    long: ['Client certificate', 'Scope', 'Selection'],
    facts: [
      ...subjectFacts(subject, target.kind),
      ['Target', target.baseUrl],
      ['When', moment(finishedAt)],
      ['Valid until', until === undefined ? 'no certification' : `${longDay(until)} (${validDays} days)`],
      ...certificateFacts(subject),
      ...scopeOf(result),
    ],
  };
}

function nameOf(subject: Subject | undefined, kind: Result['target']['kind']): Pick<Identity, 'who' | 'details'> {
  if (subject === undefined)
    return { who: kind === 'mock' ? own : 'An integration that the result does not name', details: '' };
  const { organization, company, processingAccounts = [] } = subject;
  const accounts = processingAccounts.map(({ id }) => text(id));
  const details = [
    ...(company === undefined || organization === undefined ? [] : [text(organization)]),
    ...(accounts.length === 0 ? [] : [`${accounts.length === 1 ? 'account' : 'accounts'} ${list(accounts)}`]),
  ];
  return { who: text(company ?? organization ?? 'An organization without a name'), details: details.join(', ') };
}

function subjectFacts(subject: Subject | undefined, kind: Result['target']['kind']): Fact[] {
  if (subject === undefined) {
    return kind === 'mock' ? [['Who', `No merchant: ${own} talked to its own mock`]] : [['Who', 'not recorded']];
  }
  const { organization, company, processingAccounts = [], keyid, version, commit } = subject;
  const integration = [version, commit && `commit ${commit}`].filter(Boolean).join(', ');
  const accounts = processingAccounts.map(({ id }) => id);
  return given([
    ['Company', company],
    ['Organization', organization],
    ['Processing accounts', accounts.length === 0 ? undefined : list(accounts)],
    ['Signing key (keyid)', keyid],
    ['Integration', integration === '' ? 'version not given (--subject-version)' : integration],
  ]);
}

const certificateFacts = (subject: Subject | undefined): Fact[] =>
  subject?.certificate === undefined
    ? []
    : [
        [
          'Client certificate',
          `serial ${text(subject.certificate.serial)}, valid to ${longDay(subject.certificate.validTo)}, SHA-256 ${text(subject.certificate.sha256)}`,
        ],
      ];

const given = (facts: readonly (readonly [string, string | undefined])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, text(value)] as const]));

const text = (value: string): string => shortened(oneLine(value), longest);
