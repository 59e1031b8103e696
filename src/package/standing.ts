import { dayMs } from '../clock.ts';
import type { Claim, Verification } from '../contract/types/verification.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { catalogueStanding, type CatalogueStanding, type OwnCatalogue } from './catalogue-standing.ts';
import { validDays } from '../certification/validity.ts';
import { claimsOf } from './claims.ts';
import { isSignedBy } from './envelope.ts';
import type { Package } from './read-package.ts';
import { alwaysRequired, exitCodeOf, unmetBy, type RequirementName } from './requirements.ts';
import { assessSignOffs, contradict, type AssessedReview } from './sign-off/assess.ts';
import { unsound } from './unsound.ts';

/** Clocks of two machines differ. */
const toleranceMs = 5 * 60_000;

export type Reports = NonNullable<Verification['package']>['reports'];

/** What is known from elsewhere, which a package cannot say of itself. */
export interface Known {
  /** Public keys of those whose packages count; none: whoever signed it is not asked. */
  readonly keys: readonly SignatureKey[];
  /** Public keys of those whose sign-offs count. */
  readonly reviewers?: readonly SignatureKey[];
  /** The specs and features of this version. */
  readonly catalogue: OwnCatalogue;
  /** Additional requirements. */
  readonly required?: readonly RequirementName[];
  /** What became of the reports when they were made again, by their names in the package. */
  readonly reports: Reports;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** What can be said of a sound package. */
export interface Standing {
  readonly verdict: Exclude<Verification['verdict'], 'DOES NOT VERIFY'>;
  readonly signerKnown: boolean;
  readonly catalogue: CatalogueStanding;
  readonly ageDays: number;
  readonly stale: boolean;
  readonly reports: Reports;
  /** The decisions of reviewers, the earliest first. */
  readonly signOffs: readonly AssessedReview[];
  /** Keys of reviewers were named. */
  readonly reviewersNamed: boolean;
  /** What it proves and what not, as sentences. */
  readonly claims: readonly Claim[];
  readonly required: readonly RequirementName[];
  /** Why the exit code is not 0, as sentences. */
  readonly unmet: readonly string[];
  readonly exitCode: 0 | 1 | 4;
}

type Found = Pick<Standing, 'signerKnown' | 'catalogue' | 'ageDays' | 'stale' | 'reports' | 'signOffs'>;

/** @throws ERR_PACKAGE when none of the known keys signed it, or the run or a sign-off is dated in the future */
export function standingOf(
  pack: Package,
  { keys, reviewers = [], catalogue, reports, now, required = [] }: Known,
): Standing {
  const signerKnown = isByKnown(pack, keys);
  const age = ageMs(pack, now);
  const facts = {
    ...{ signerKnown, reports },
    catalogue: catalogueStanding(pack.result.tool.version, pack.members, catalogue),
    ageDays: Math.floor(age / dayMs),
    stale: age > validDays * dayMs,
    signOffs: assessSignOffs(pack.signOffs, reviewers, {
      now,
      finished: Date.parse(pack.result.finishedAt),
      toleranceMs,
    }),
    reviewersNamed: reviewers.length > 0,
  };
  const all = [...new Set([...alwaysRequired, ...required])];
  const unmet = unmetBy({ ...facts, result: pack.result }, all);
  return {
    ...{ verdict: verdictOf(facts), ...facts, claims: claimsOf(pack, facts), required: all },
    unmet: unmet.map(({ text }) => text),
    exitCode: exitCodeOf(unmet),
  };
}

/** The weightiest of what is to be said. */
function verdictOf({ reports, catalogue, stale, signerKnown, signOffs }: Found): Standing['verdict'] {
  if (reports.differ.length > 0) return 'REPORTS DIFFER';
  if (catalogue.differ.length > 0) return 'CATALOGUE DIFFERS';
  const counting = signOffs.filter(({ known }) => known);
  if (contradict(counting)) return 'CONTRADICTORY SIGN-OFFS';
  if (counting.some(({ decision }) => decision === 'rejected')) return 'REJECTED';
  if (stale) return 'STALE';
  if (!signerKnown) return 'UNKNOWN SIGNER';
  return catalogue.comparable ? 'VERIFIES' : 'CATALOGUE UNKNOWN';
}

function isByKnown({ envelope, key, manifest }: Package, keys: readonly SignatureKey[]): boolean {
  if (keys.length === 0) return false;
  if (keys.some((known) => isSignedBy(envelope, known))) return true;
  throw unsound('The package was signed by someone else', {
    expected: 'a signature of the key that was named',
    actual: `one of the ${manifest.signer.kind === 'ephemeral' ? 'ephemeral ' : ''}key ${key.keyid}`,
  });
}

function ageMs({ result }: Package, now: number): number {
  const age = now - Date.parse(result.finishedAt);
  if (age >= -toleranceMs) return Math.max(0, age);
  throw unsound('The run is dated in the future', { actual: result.finishedAt, expected: new Date(now).toISOString() });
}
