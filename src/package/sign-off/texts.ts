import type { Claim } from '../../contract/types/verification.ts';
import { contradict, type AssessedReview } from './assess.ts';
import type { Decision, Review } from './statement.ts';

const words: Record<Decision, string> = {
  approved: 'approved',
  rejected: 'rejected',
  'approved-with-conditions': 'approved with conditions',
};

/** `approved by Jane Poe (Head of Risk) on 2026-11-29 at 10:15 UTC` */
export const reviewText = ({ decision, reviewer, timestamp }: Review): string =>
  `${words[decision]} by ${reviewer.name} (${reviewer.role}) on ${dateText(timestamp)}`;

const dateText = (timestamp: string): string => {
  const [day = '', time = ''] = new Date(timestamp).toISOString().split('T');
  return `${day} at ${time.slice(0, 5)} UTC`;
};

/** The decisions as sentences for whoever reads a verification; none without any. */
export function signOffClaims(signOffs: readonly AssessedReview[], reviewersNamed: boolean): Claim[] {
  if (signOffs.length === 0) return [];
  const others = signOffs.filter(({ bySigner }) => !bySigner);
  return [
    ...signOffs.map((signOff) => ({
      ...{ about: 'sign-off' as const, proven: signOff.known },
      text: `Sign-off: ${reviewText(signOff)}, ${keyText(signOff, reviewersNamed)}.${noteText(signOff)}`,
    })),
    ...(contradict(others)
      ? [
          notProven(
            `Sign-offs contradict each other: ${others.map(reviewText).join('; ')}. Ask the reviewers which one counts.`,
          ),
        ]
      : []),
    notProven('Sign-offs: that these are all. Anyone who has the file can remove one, but not change it.'),
  ];
}

const notProven = (text: string): Claim => ({ about: 'sign-off', proven: false, text });

function keyText({ key: { keyid }, known, bySigner }: AssessedReview, reviewersNamed: boolean): string {
  if (bySigner) return `but with the key ${keyid} that signed the package itself, so it is no review`;
  if (known) return `with the reviewer’s key ${keyid}`;
  return reviewersNamed
    ? `with the unknown key ${keyid}: --reviewer-key names another, so it does not count`
    : `with the key ${keyid}. Whose key it is must be known from elsewhere: name it with --reviewer-key`;
}

const noteText = ({ note }: Review): string => (note === undefined ? '' : ` Note: “${note}”`);
