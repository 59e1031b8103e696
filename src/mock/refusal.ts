import type { Protocol, ProtocolError } from '../contract/protocol.ts';
import { CertifyError } from '../errors.ts';
import { SignatureError, type SignatureErrorCode } from '../signing/signature-error.ts';

/** A refusal by its name in specs/protocol.yaml, which holds its HTTP status, reason code and message. */
export type RefusalName = keyof Protocol['errors'];

/** Dotted path of a field in the request to what is wrong with it. */
export type FieldFindings = Readonly<Record<string, string>>;

export interface RefusalDetails {
  readonly fields?: FieldFindings | undefined;
  /** In place of those of specs/protocol.yaml. */
  readonly reasonCode?: string | undefined;
  readonly message?: string | undefined;
  /** Seconds after which a retry may succeed. */
  readonly retryAfter?: number;
  readonly reason?: string;
  readonly advice?: string;
  readonly cause?: CertifyError;
}

/** Why a call was refused, for the log only: Nopan's envelope has no place for it. */
export type Finding = Pick<CertifyError, 'where' | 'expected' | 'actual' | 'advice'> & { readonly reason: string };

/** What a guard or handler throws to answer with an error envelope. */
export class Refusal extends Error {
  readonly refusal: RefusalName;
  readonly fields: FieldFindings | undefined;
  readonly retryAfter: number | undefined;
  readonly #advice: string | undefined;
  readonly #told: Partial<ProtocolError>;

  constructor(
    refusal: RefusalName,
    { fields, reason, advice, cause, retryAfter, reasonCode, message }: RefusalDetails = {},
  ) {
    super(cause?.message ?? reason ?? refusal, { cause });
    this.name = 'Refusal';
    this.refusal = refusal;
    this.fields = fields;
    this.#advice = advice;
    this.retryAfter = retryAfter;
    this.#told = { ...(reasonCode !== undefined && { reasonCode }), ...(message !== undefined && { message }) };
  }

  /** Status, reason code and message as they are answered. */
  error(errors: Protocol['errors']): ProtocolError {
    return { ...errors[this.refusal], ...this.#told };
  }

  get finding(): Partial<Finding> {
    const { message: reason, cause } = this;
    if (!(cause instanceof CertifyError))
      return { reason, ...(this.#advice !== undefined && { advice: this.#advice }) };
    const { where, expected, actual, advice } = cause;
    return { reason, where, expected, actual, advice };
  }
}

/** Nopan tells a signature that cannot be read (400) from one that does not hold (401; SK-ERR). */
const signatureRefusals: Readonly<Record<SignatureErrorCode, RefusalName>> = {
  ERR_SIGNATURE_MISSING: 'signatureFormat',
  ERR_SIGNATURE_MALFORMED: 'signatureFormat',
  ERR_DIGEST_MISSING: 'signatureFormat',
  ERR_DIGEST_MALFORMED: 'signatureFormat',
  ERR_DIGEST_MISMATCH: 'signatureFormat',
  ERR_SIGNATURE_INVALID: 'signatureVerification',
};

/** Whatever was thrown while a call was served, as a refusal; `internal` when it was not meant to happen. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof SignatureError) return new Refusal(signatureRefusals[thrown.code], { cause: thrown });
  return new Refusal('internal', { reason: String(thrown) });
}

/** The error envelope (OAS): the same on every path that is not a success. */
export function envelope({ reasonCode, message }: ProtocolError, callId: string, fields?: FieldFindings): object {
  return { status: 'DECLINED', statusInfo: { reasonCode, message }, callId, fields };
}
