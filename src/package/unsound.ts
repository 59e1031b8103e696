import { CertifyError, type ErrorDetails } from '../errors.ts';

/** A package that does not hold what it must, or was changed. */
export const unsound = (message: string, details: ErrorDetails = {}): CertifyError =>
  new CertifyError('ERR_PACKAGE', message, {
    advice: 'Do not rely on it: ask whoever made the package for it again.',
    ...details,
  });
