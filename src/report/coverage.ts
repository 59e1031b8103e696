import type { Coverage, Covered } from '../contract/types/result.ts';
import { oneLine, shortened } from './text.ts';

/** What a run has met, as tables: operations by statuses, and everything else by kind. */
export interface CoverageView {
  /** `12 of 15 operations, 9 of 14 statuses` */
  readonly summary: string;
  /** The columns: statuses that were met. */
  readonly statuses: readonly string[];
  readonly operations: readonly OperationView[];
  readonly values: readonly { readonly name: string; readonly seen: string; readonly unseen: string }[];
}

interface OperationView {
  readonly name: string;
  /** How often each status was met; empty for never. */
  readonly counts: readonly string[];
  readonly unseen: string;
}

export function coverageView({ operations, values }: Coverage): CoverageView {
  const statuses = [...new Set(operations.flatMap(({ seen }) => seen.map(({ value }) => value)))].sort();
  return {
    summary: coverageSummary({ operations, values }),
    statuses,
    operations: operations.map((operation) => operationView(operation, statuses)),
    values: values.map(({ name, seen, unseen }) => ({
      name: isSetting(name) ? name : name.charAt(0).toUpperCase() + name.slice(1),
      seen: shortened(seen.map(({ value, count }) => `${short(value)} (${count})`).join(', '), longestList),
      unseen: unseen.join(', '),
    })),
  };
}

/** Settings are not in it: a run has one value of each, unless a scenario asks for another. */
export function coverageSummary({ operations, values }: Coverage): string {
  const called = operations.filter(({ seen }) => seen.length > 0).length;
  const others = values.filter(({ name }) => !isSetting(name));
  const counts = others.map(countOf);
  return [`${called} of ${operations.length} operations`, ...counts].join(', ');
}

/** Of what specs know, so that runs can be compared: a target may answer with codes that no spec knows. */
function countOf({ name, seen, unseen, known = seen.length + unseen.length }: Covered): string {
  const met = known - unseen.length;
  const others = seen.length - met;
  return `${met} of ${known} ${name}${others > 0 ? ` (${others} more that no spec names)` : ''}`;
}

/** A target says what it likes for a reason code. */
const short = (value: string): string => shortened(oneLine(value), 60);
const longestList = 2000;

/** A setting of the wire profile goes by its id: `signature.profile`. */
const isSetting = (name: string): boolean => name.includes('.');

function operationView({ name, seen, unseen }: Covered, statuses: readonly string[]): OperationView {
  const counts = new Map(seen.map(({ value, count }) => [value, String(count)]));
  const missing = unseen.map((status) => (status === 'default' ? 'any refusal' : status)).join(', ');
  return {
    name,
    counts: statuses.map((status) => counts.get(status) ?? ''),
    unseen: seen.length === 0 ? 'never answered' : missing,
  };
}
