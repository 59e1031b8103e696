import type { Protocol } from '../contract/protocol.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import type { Refusal } from './answer.ts';

/**
 * Finds the error that a feature names by the status and reason code of specs/protocol.yaml, with its current settings, which may
 * differ. Errors with the same status and reason code are distinguished only by name.
 *
 * @param stated the errors in the file
 */
export function settledRefusal(named: Refusal, errors: Protocol['errors'], stated: Protocol['errors']): Refusal {
  const names = (Object.keys(stated) as (keyof Protocol['errors'])[]).filter((name) => isSame(stated[name], named));
  const changed = names.find((name) => !isSame(errors[name], named));
  // If only the name distinguishes them, the feature means the values in the file.
  return names.length === 1 && changed !== undefined ? refusalOf(errors[changed]) : named;
}

/** Signature parameters of RFC 9421 that Nopan's examples do not use. */
const extraParameters = /;(alg|expires|nonce|tag)=/;

/**
 * The error for a mutated request: if such parameters are always rejected, they are judged before their
 * values.
 */
export function refusalOfSpoilt(named: Refusal, tampering: Tampering, protocol: Protocol): Refusal {
  const { parameters = '' } = (tampering.arguments ?? {}) as { readonly parameters?: string };
  const isJudgedFirst = protocol.signature.extraParameters === 'rejected' && extraParameters.test(parameters);
  return isJudgedFirst ? refusalOf(protocol.errors.signatureFormat) : named;
}

export const refusalOf = ({ status, reasonCode }: Refusal): Refusal => ({ status, reasonCode });

const isSame = (one: Refusal, other: Refusal): boolean =>
  one.status === other.status && one.reasonCode === other.reasonCode;
