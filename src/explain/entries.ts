import { unreadable } from './text.ts';

/** The messages of one file, and how to select one. */
export interface Selection<T> {
  readonly entries: readonly T[];
  /** `The HAR file` */
  readonly file: string;
  readonly where: string;
  readonly noun: 'entry' | 'request';
  /** The value of --entry: a number from 1, part of the URL, or a name. */
  readonly wanted: string | undefined;
  readonly urlOf: (entry: T) => string;
  /** A title, if they have one. */
  readonly namesOf?: (entry: T) => readonly string[];
  /** `POST https://…`, without credentials. */
  readonly labelOf: (entry: T) => string;
  readonly isSigned: (entry: T) => boolean;
}

/**
 * Selects the named entry; without a name the only one, or the only signed one.
 * @throws {CertifyError} ERR_INPUT with a list of the entries.
 */
export function chosenEntry<T>(selection: Selection<T>): T {
  const fitting = fittingEntries(selection);
  const signed = fitting.length > 1 ? fitting.filter(selection.isSigned) : [];
  const candidates = signed.length > 0 ? signed : fitting;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const { noun, wanted, where } = selection;
  const many = noun === 'entry' ? 'entries' : 'requests';
  const problem = only === undefined ? `no such ${noun}` : `${candidates.length} possible ${many}`;
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

/** A URL without query, fragment and credentials, safe to show. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}
