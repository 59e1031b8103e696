import { CertifyError } from '../errors.ts';

/** Told before each derivation of a key how often it hashes. */
export type Spend = (iterations: number) => void;

/** More than any tool counts to; each million takes seconds. */
const mostIterations = 10_000_000;

/**
 * Counts how often a hash is to be repeated to make keys of a passphrase (RFC 8018 section 4.2): whoever wrote the file says how often.
 *
 * @throws ERR_KEY when it is too often, before it is begun
 */
export function iterationBudget(where: string): Spend {
  let sum = 0;
  return (iterations) => {
    sum += iterations;
    if (sum <= mostIterations) return;
    throw new CertifyError('ERR_KEY', 'The passphrase would have to be hashed too often', {
      where,
      expected: `at most ${mostIterations} iterations in all`,
      actual: `${sum} iterations`,
      advice: 'Encrypt the key anew with fewer iterations; openssl takes 2048 unless told otherwise.',
    });
  };
}
