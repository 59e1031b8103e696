import { attemptIdentity, attemptMatch, attemptSize, rightAttempt, type Attempt } from './attempt.ts';
import { adviceOf, findDeviations, type Found, type Search } from './deviation.ts';
import { signatureDeviations } from './deviations/http-message-signature.ts';
import type { SignatureKey } from './keys.ts';
import type { ReceivedSignature } from './received.ts';

/** The deviations to look for, how many of them together, and how many signatures to verify at most. */
type Pass = Pick<Search<Attempt>, 'deviations' | 'together' | 'most'>;

const commonDeviations = signatureDeviations.filter(({ common }) => common);
const pairable = signatureDeviations.filter(({ alone }) => !alone);
const brief: Pass = { deviations: commonDeviations, together: 1, most: 60 };

/** From what is quick and likely to what is long: a signature of P-521 takes twenty times as long to verify as one of P-256. */
function passes(key: SignatureKey): Pass[] {
  const fast = key.algorithm === 'ecdsa-p256-sha256';
  return [
    {
      deviations: [...pairable, ...signatureDeviations.filter(({ alone }) => alone)],
      together: 1,
      most: fast ? 4_000 : 1_500,
    },
    { deviations: commonDeviations, together: 2, most: fast ? 4_000 : 800 },
    { deviations: pairable, together: 2, most: fast ? 40_000 : 1_000 },
  ];
}

/** The smallest set of deviations that explains a signature; undefined when none that is known does. Bounded in time. */
export function deviationsOf(received: ReceivedSignature, key: SignatureKey): Found<Attempt> | undefined {
  for (const pass of passes(key)) {
    const found = search(received, key, pass);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What the signer probably did wrong, as a sentence; undefined when no common mistake explains the signature. Anybody may make a
 * verifier do this, so it is brief.
 */
export function diagnose(received: ReceivedSignature, key: SignatureKey): string | undefined {
  const found = search(received, key, brief);
  return found && adviceOf(found.deviations);
}

function search(received: ReceivedSignature, key: SignatureKey, pass: Pass): Found<Attempt> | undefined {
  return findDeviations({
    starts: (['rfc9421', 'labelled'] as const).map((form) => rightAttempt(received, key, form)),
    fits: (attempt) => attemptMatch(attempt) !== undefined,
    identity: attemptIdentity,
    size: attemptSize,
    ...pass,
  });
}
