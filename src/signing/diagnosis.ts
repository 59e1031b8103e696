import { attemptIdentity, attemptMatch, rightAttempt, type Attempt } from './attempt.ts';
import { adviceOf, findDeviations, type Deviation, type Found, type Search } from './deviation.ts';
import { signatureDeviations } from './deviations/signature-base.ts';
import type { SignatureKey } from './keys.ts';
import type { ReceivedSignature } from './received.ts';

/** How many deviations may come together, and how many signatures are verified at most. */
export type Effort = Pick<Search<Attempt>, 'together' | 'most'>;

/** Deviations that explain a signature which does not verify; undefined when none of those known do. */
export function deviationsOf(
  received: ReceivedSignature,
  key: SignatureKey,
  effort: Effort,
): Found<Attempt> | undefined {
  return search(received, key, signatureDeviations, effort);
}

const commonDeviations = signatureDeviations.filter(({ common }) => common);

/**
 * What the signer probably did wrong, as a sentence; undefined when no common mistake explains the signature. Anybody may make a
 * verifier do this, so it is brief.
 */
export function diagnose(received: ReceivedSignature, key: SignatureKey): string | undefined {
  const found = search(received, key, commonDeviations, { together: 1, most: 60 });
  return found && adviceOf(found.deviations);
}

function search(
  received: ReceivedSignature,
  key: SignatureKey,
  deviations: readonly Deviation<Attempt>[],
  effort: Effort,
): Found<Attempt> | undefined {
  return findDeviations({
    starts: (['rfc9421', 'labelled'] as const).map((form) => rightAttempt(received, key, form)),
    deviations,
    fits: (attempt) => attemptMatch(attempt) !== undefined,
    identity: attemptIdentity,
    ...effort,
  });
}
