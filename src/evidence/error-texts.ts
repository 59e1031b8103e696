import { CertifyError } from '../errors.ts';
import type { Redactor } from './redactor.ts';

/** Of causes of causes, which may go round in a circle. */
const deepest = 8;

/**
 * What was thrown without the secrets that it quotes, as it is thrown on. An error that is none of ours is changed itself, since
 * others hold it, too.
 */
export function withoutSecrets(thrown: unknown, redactor: Pick<Redactor, 'text' | 'failure'>, depth = 0): unknown {
  if (depth > deepest) return undefined;
  if (typeof thrown === 'string') return redactor.text(thrown);
  if (thrown instanceof CertifyError) {
    const { message, ...texts } = redactor.failure(thrown);
    const { code, blame, cause } = thrown;
    const others = thrown.others.map((text) => redactor.text(text));
    return new CertifyError(code, message, { ...texts, others, blame, cause });
  }
  if (thrown instanceof Error) hideSecrets(thrown, redactor, depth);
  return thrown;
}

function hideSecrets(error: Error, redactor: Pick<Redactor, 'text' | 'failure'>, depth: number): void {
  const { message, stack = '', cause } = error;
  try {
    error.message = redactor.text(message);
    error.stack = redactor.text(stack);
    if (cause !== undefined) error.cause = withoutSecrets(cause, redactor, depth + 1);
  } catch {
    // It is frozen: whoever tells it removes its secrets once more.
  }
}
