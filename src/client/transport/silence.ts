import type { CertifyError } from '../../errors.ts';
import { isCut } from './failure.ts';

/** How it came that a request which went out was not answered: the connection was cut, or time ran out. */
export type Silence = 'cut' | 'late';

/** Undefined where the request was not sent, or not to the target: then nothing can have come of it. */
export function silenceOf(failure: CertifyError): Silence | undefined {
  if (isCut(failure)) return 'cut';
  return failure.code === 'ERR_TIMEOUT' ? 'late' : undefined;
}
