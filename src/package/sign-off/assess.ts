import type { SignatureKey } from '../../signing/keys.ts';
import { isSignedBy } from '../envelope.ts';
import { unsound } from '../unsound.ts';
import type { SignedReview } from './read.ts';

/** A sign-off, and whether it counts. */
export interface AssessedReview extends SignedReview {
  /** A reviewer's key that was named made it, and the package was signed with another one. */
  readonly known: boolean;
}

interface Bounds {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The end of the run, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly finished: number;
  readonly toleranceMs: number;
}

/** @throws ERR_PACKAGE when one is dated in the future, or before the run ended */
export function assessSignOffs(
  signOffs: readonly SignedReview[],
  reviewers: readonly SignatureKey[],
  bounds: Bounds,
): AssessedReview[] {
  return signOffs.map((signOff) => {
    assertDate(signOff, bounds);
    return {
      ...signOff,
      known: !signOff.bySigner && reviewers.some((reviewer) => isSignedBy(signOff.envelope, reviewer)),
    };
  });
}

function assertDate({ timestamp, reviewer }: SignedReview, { now, finished, toleranceMs }: Bounds): void {
  const at = Date.parse(timestamp);
  const details = { where: `the sign-off of ${reviewer.name}`, actual: timestamp };
  if (at > now + toleranceMs)
    throw unsound('The sign-off is dated in the future', { ...details, expected: `${isoOf(now)} or before` });
  if (at < finished - toleranceMs)
    throw unsound('The sign-off is dated before the run ended', {
      ...details,
      expected: `${isoOf(finished)} or after`,
    });
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Decisions of which one lets the package pass and another does not. */
export const contradict = (signOffs: readonly SignedReview[]): boolean =>
  new Set(signOffs.map(({ decision }) => decision === 'rejected')).size === 2;

/** The last decision of each key: conditions that are met can be lifted by who made them. */
export const lastOfEach = (signOffs: readonly AssessedReview[]): AssessedReview[] => [
  ...new Map(signOffs.map((signOff) => [signOff.key.keyid, signOff])).values(),
];
