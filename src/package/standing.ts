import { dayMs } from '../clock.ts';
import type { Claim, Verification } from '../contract/types/verification.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { claimsOf, freshDays } from './claims.ts';
import { isSignedBy } from './envelope.ts';
import type { Package } from './read-package.ts';
import { unsound } from './unsound.ts';

/** Clocks of two machines differ. */
const toleranceMs = 5 * 60_000;

export type Reports = NonNullable<Verification['package']>['reports'];

/** What is known from elsewhere, which a package cannot say of itself. */
export interface Known {
  /** Public keys of those whose packages count; none: whoever signed it is not asked. */
  readonly keys: readonly SignatureKey[];
  /** SHA-256 of the catalogue of this version. */
  readonly catalogue: string;
  /** What became of the reports when they were made again, by their names in the package. */
  readonly reports: Reports;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** What can be said of a sound package. */
export interface Standing {
  readonly verdict: Exclude<Verification['verdict'], 'DOES NOT VERIFY'>;
  readonly signerKnown: boolean;
  readonly catalogueKnown: boolean;
  readonly ageDays: number;
  readonly stale: boolean;
  readonly reports: Reports;
  /** What it proves and what not, as sentences. */
  readonly claims: readonly Claim[];
}

/** @throws ERR_PACKAGE when none of the known keys signed it, or it is of a time to come */
export function standingOf(pack: Package, { keys, catalogue, reports, now }: Known): Standing {
  const signerKnown = isByKnown(pack, keys);
  const age = ageMs(pack, now);
  const facts = {
    ...{ signerKnown, reports },
    catalogueKnown: pack.manifest.catalogue.sha256 === catalogue,
    ageDays: Math.floor(age / dayMs),
    stale: age > freshDays * dayMs,
  };
  return { verdict: verdictOf(facts), ...facts, claims: claimsOf(pack, facts) };
}

/** The weightiest of what is to be said. */
function verdictOf({ reports, stale, signerKnown }: Omit<Standing, 'claims' | 'verdict'>): Standing['verdict'] {
  if (reports.differ.length > 0) return 'REPORTS DIFFER';
  if (stale) return 'STALE';
  return signerKnown ? 'VERIFIES' : 'UNKNOWN SIGNER';
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
  throw unsound('The run is of a time to come', { actual: result.finishedAt, expected: new Date(now).toISOString() });
}
