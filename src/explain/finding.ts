import type { CertifyError } from '../errors.ts';
import type { Deviation } from '../signing/deviation.ts';

/** Something about a message that is not as it should be. */
export interface Finding {
  readonly id: string;
  /** A fault is refused; a variant is another way than the protocol settings say, which verifiers here accept. */
  readonly kind: 'fault' | 'variant';
  readonly problem: string;
  /** What to do, as a sentence. */
  readonly advice?: string;
  /** Where in the input. */
  readonly where?: string;
  /** The lines to change, as they are and as they should be. */
  readonly before?: string;
  readonly after?: string;
}

/** What a signer did otherwise than a right one, as a finding. */
export function deviationFinding(
  what: 'signature' | 'JWS',
  { id, fits, advice }: Pick<Deviation<never>, 'id' | 'fits' | 'advice'>,
  change?: Pick<Finding, 'before' | 'after'>,
): Finding {
  const sentence = `${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`;
  return { id, kind: 'fault', problem: `The ${what} fits ${fits}.`, advice: sentence, ...change };
}

/** What a strict reader says, as a finding. */
export function findingOf(id: string, error: CertifyError, where?: string): Finding {
  const place = where ?? error.where;
  return {
    id,
    kind: 'fault',
    problem: `${error.message}.`,
    ...(error.advice === undefined ? {} : { advice: error.advice }),
    ...(place === undefined ? {} : { where: place }),
    ...(error.actual === undefined ? {} : { before: error.actual }),
    ...(error.expected === undefined ? {} : { after: error.expected }),
  };
}
