import { CertifyError, type ErrorDetails } from '../errors.ts';

/**
 * What is wrong with a signature or digest. MISSING, MALFORMED and DIGEST are visible before any key is looked up (Nopan: 400, 4990);
 * INVALID is what the verification itself found (Nopan: 401, 4992).
 */
export type SignatureErrorCode =
  | 'ERR_SIGNATURE_MISSING'
  | 'ERR_SIGNATURE_MALFORMED'
  | 'ERR_SIGNATURE_INVALID'
  | 'ERR_DIGEST_MISSING'
  | 'ERR_DIGEST_MALFORMED'
  | 'ERR_DIGEST_MISMATCH';

export interface SignatureErrorDetails extends ErrorDetails {
  readonly base?: string;
}

/** A message whose signature or digest does not hold. */
export class SignatureError extends CertifyError {
  declare readonly code: SignatureErrorCode;
  /** The signature base (or JWS signing input) as rebuilt from the message, once it could be built. */
  readonly base: string | undefined;

  constructor(code: SignatureErrorCode, message: string, details: SignatureErrorDetails = {}) {
    super(code, message, details);
    this.name = 'SignatureError';
    this.base = details.base;
  }
}

export function malformed(message: string, details?: SignatureErrorDetails): SignatureError {
  return new SignatureError('ERR_SIGNATURE_MALFORMED', message, details);
}

export function invalid(message: string, details?: SignatureErrorDetails): SignatureError {
  return new SignatureError('ERR_SIGNATURE_INVALID', message, details);
}
