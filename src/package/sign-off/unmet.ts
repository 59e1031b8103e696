import type { Unmet } from '../unmet.ts';
import { contradict, lastOfEach, type AssessedReview } from './assess.ts';
import { reviewText } from './texts.ts';

/**
 * Why the decisions of known reviewers keep a package from exit code 0. A rejection always does; that an approval is missing, only if
 * one is required.
 */
export function unmetSignOff(
  signOffs: readonly AssessedReview[],
  reviewersNamed: boolean,
  required: boolean,
): Unmet | undefined {
  const counting = signOffs.filter(({ known }) => known);
  const texts = (reviews: readonly AssessedReview[]): string => reviews.map(reviewText).join('; ');
  if (contradict(counting)) return { exitCode: 1, text: `sign-off: contradictory: ${texts(counting)}.` };
  const rejected = counting.filter(({ decision }) => decision === 'rejected');
  if (rejected.length > 0) return { exitCode: 1, text: `sign-off: ${texts(rejected)}.` };
  if (!required) return undefined;
  if (!reviewersNamed)
    return { exitCode: 4, text: 'sign-off: no reviewer is known; name the public key with --reviewer-key.' };
  if (counting.length === 0)
    return { exitCode: 4, text: 'sign-off: missing; no reviewer named with --reviewer-key has decided.' };
  const conditional = lastOfEach(counting).filter(({ decision }) => decision !== 'approved');
  return conditional.length === 0 ? undefined : { exitCode: 4, text: `sign-off: only ${texts(conditional)}.` };
}
