import type { Protocol, ProtocolError } from '../contract/protocol.ts';
import { SignatureError, type SignatureErrorCode } from '../signing/signature-error.ts';

/** A refusal by its name in specs/protocol.yaml, which holds its HTTP status, reason code and message. */
export type RefusalName = keyof Protocol['errors'];

/** Dotted path of a field in the request to what is wrong with it. */
export type FieldFindings = Readonly<Record<string, string>>;

export interface RefusalDetails {
  readonly fields?: FieldFindings;
  /** Why, for the log only: Nopan's envelope has no place for it. */
  readonly reason?: string;
}

/** What a guard or handler throws to answer with an error envelope. */
export class Refusal extends Error {
  readonly refusal: RefusalName;
  readonly fields: FieldFindings | undefined;

  constructor(refusal: RefusalName, { fields, reason }: RefusalDetails = {}) {
    super(reason ?? refusal);
    this.name = 'Refusal';
    this.refusal = refusal;
    this.fields = fields;
  }
}

/** Nopan tells a signature that cannot be read (400) from one that does not hold (401): facts, gap 10. */
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
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new Refusal(thrown instanceof SignatureError ? signatureRefusals[thrown.code] : 'internal', { reason });
}

/** The error envelope (OAS): the same on every path that is not a success. */
export function envelope({ reasonCode, message }: ProtocolError, callId: string, fields?: FieldFindings): object {
  return { status: 'DECLINED', statusInfo: { reasonCode, message }, callId, fields };
}
