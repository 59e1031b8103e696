import { unreadable } from './text.ts';

/** How the messages of one file are told apart. */
export interface Selection<T> {
  readonly entries: readonly T[];
  /** `The HAR file` */
  readonly file: string;
  readonly where: string;
  readonly noun: 'entry' | 'request';
  /** What --entry says: a number from 1, a part of the URL, or a name. */
  readonly wanted: string | undefined;
  readonly urlOf: (entry: T) => string;
  /** Where they have one: a title. */
  readonly namesOf?: (entry: T) => readonly string[];
  /** `POST https://…`, without credentials. */
  readonly labelOf: (entry: T) => string;
  readonly isSigned: (entry: T) => boolean;
}

/**
 * The entry that is wanted; the only one, or the only one that is signed, where none is named.
 * @throws {CertifyError} ERR_INPUT with a list of those that there are.
 */
export function chosenEntry<T>(selection: Selection<T>): T {
  const fitting = fittingEntries(selection);
  const signed = fitting.length > 1 ? fitting.filter(selection.isSigned) : [];
  const candidates = signed.length > 0 ? signed : fitting;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const { noun, wanted, where } = selection;
  const many = noun === 'entry' ? 'entries' : 'requests';
  const problem = only === undefined ? `no such ${noun}` : `${candidates.length} ${many} that may be meant`;
  throw unreadable(
    `${selection.file} has ${problem}`,
    wanted === undefined ? where : `--entry ${wanted}`,
    `the number of one ${noun}, or a part of its URL`,
    { actual: listed(selection, many), advice: 'Name it with --entry.' },
  );
}

function fittingEntries<T>({ entries, wanted, urlOf, namesOf }: Selection<T>): readonly T[] {
  if (wanted === undefined) return entries;
  if (/^\d+$/.test(wanted)) return entries.slice(Math.max(Number(wanted) - 1, 0), Number(wanted));
  const named = entries.filter((entry) => namesOf?.(entry).includes(wanted) === true);
  return named.length > 0 ? named : entries.filter((entry) => urlOf(entry).includes(wanted));
}

function listed<T>({ entries, labelOf }: Selection<T>, many: string): string {
  const shown = entries.slice(0, 8).map((entry, index) => `${index + 1}: ${labelOf(entry)}`);
  const more = entries.length > shown.length ? [`and ${entries.length - shown.length} more`] : [];
  return [...shown, ...more].join(', ') || `no ${many}`;
}

/** A URL as it may be shown: without query, fragment and credentials. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}
