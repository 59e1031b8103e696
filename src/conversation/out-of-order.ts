import { CertifyError } from '../errors.ts';

/** The failure of a step that stands where it makes no sense, to be thrown. */
export function outOfOrder(message: string, expected: string): CertifyError {
  return new CertifyError('ERR_FEATURE', message, { expected, advice: 'Put the missing step before this one.' });
}
