import { withoutSecrets } from './error-texts.ts';
import type { Redactor } from './redactor.ts';

/** Is told of an error that ends the process, without its secrets. */
export type Witness = (error: unknown) => void;

const witnesses = new Set<Witness>();

/** Has something done about an error that ends the process. @returns what takes that back */
export function whenCrashing(witness: Witness): () => void {
  witnesses.add(witness);
  return () => witnesses.delete(witness);
}

/**
 * What is thrown where nobody catches it, promises that nobody awaits among that, loses its secrets before anyone tells it. It ends the
 * process unless somebody else takes care of it, as Cucumber does while a step runs.
 *
 * @param tell says it; gives the exit code
 */
export function guardLastWords(redactor: Redactor, tell: (error: unknown) => number): void {
  process.prependListener('uncaughtException', (thrown) => {
    const error = withoutSecrets(thrown, redactor);
    if (process.listenerCount('uncaughtException') > 1) return;
    for (const witness of witnesses) witness(error);
    process.exit(tell(error));
  });
}
