/** A mistake that signers make, as a change of what a right signer does. Used to advise, never to accept. */
export interface Deviation<T> {
  readonly id: string;
  /** What the signature fits because of it, to end the sentence "The signature fits …". */
  readonly fits: string;
  /** What the signer should do instead, begun in lower case, without a full stop. */
  readonly advice: string;
  /** Every way to make the mistake; ways that change nothing may be among them. */
  readonly alter: (right: T) => readonly T[];
  /** Tried wherever a signature does not verify; the others only where somebody asks why. */
  readonly common?: boolean;
  /** Has too many ways to be tried together with other deviations. */
  readonly alone?: boolean;
}

export interface Search<T> {
  /** What a right signer does; more than one where several are right. */
  readonly starts: readonly T[];
  readonly deviations: readonly Deviation<T>[];
  readonly fits: (attempt: T) => boolean;
  /** Attempts with the same identity are tried once. */
  readonly identity: (attempt: T) => string;
  /** How much an attempt signs, in bytes; all of them together are bounded. */
  readonly size: (attempt: T) => number;
  /** How many deviations may come together. */
  readonly together: number;
  /** How many attempts are made at most. */
  readonly most: number;
}

export interface Found<T> {
  /** The smallest set that fits; empty when the signer did nothing wrong. */
  readonly deviations: readonly Deviation<T>[];
  readonly attempt: T;
  /** The start, and each attempt on the way: deviation number i leads from stage i to the next one. */
  readonly stages: readonly T[];
}

/** Seconds of work. */
const mostBytes = 1 << 30;

interface Tried<T> extends Found<T> {
  /** Place in the table of the first deviation that may be added. */
  readonly next: number;
}

/** Looks for the smallest set of deviations that fits: none, then each alone, then each with each later one. */
export function findDeviations<T>(search: Search<T>): Found<T> | undefined {
  const seen = new Set<string>();
  let bytes = 0;
  let level: Tried<T>[] = [];
  for (const tried of starts(search)) {
    if (isNew(tried, search, seen) && search.fits(tried.attempt)) return tried;
    level.push(tried);
  }
  for (let size = 1; size <= search.together; size++) {
    const following: Tried<T>[] = [];
    for (const tried of altered(level, search.deviations)) {
      bytes += search.size(tried.attempt);
      if (seen.size >= search.most || bytes > mostBytes) return undefined;
      if (!isNew(tried, search, seen)) continue;
      if (search.fits(tried.attempt)) return tried;
      if (size < search.together) following.push(tried);
    }
    level = following;
  }
  return undefined;
}

function starts<T>({ starts: attempts }: Search<T>): Tried<T>[] {
  return attempts.map((attempt) => ({ attempt, deviations: [], stages: [attempt], next: 0 }));
}

function isNew<T>({ attempt }: Tried<T>, { identity }: Search<T>, seen: Set<string>): boolean {
  const before = seen.size;
  return seen.add(identity(attempt)).size > before;
}

/** Each attempt with each deviation that may be added to it. */
function* altered<T>(level: readonly Tried<T>[], deviations: readonly Deviation<T>[]): Iterable<Tried<T>> {
  for (const { attempt, deviations: before, stages, next } of level) {
    if (before.some(({ alone }) => alone)) continue;
    for (const [index, deviation] of deviations.entries()) {
      if (index < next || (deviation.alone && before.length > 0)) continue;
      for (const changed of deviation.alter(attempt)) {
        const way = { deviations: [...before, deviation], stages: [...stages, changed] };
        yield { attempt: changed, ...way, next: index + 1 };
      }
    }
  }
}

/** What the signer did and should do, as a sentence. */
export function adviceOf(deviations: readonly Pick<Deviation<never>, 'fits' | 'advice'>[]): string {
  const fits = deviations.map((deviation) => deviation.fits).join(', and ');
  return `The signature fits ${fits}: ${deviations.map(({ advice }) => advice).join('; ')}.`;
}
