import type { Protocol } from '../contract/protocol.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import type { Refusal } from './answer.ts';

/**
 * A refusal that a feature names by the status and the reason code of specs/protocol.yaml, as settings have it: those of an error may
 * be changed. Two errors that have the same are told apart by their name only.
 *
 * @param stated the errors as the file has them
 */
export function settledRefusal(named: Refusal, errors: Protocol['errors'], stated: Protocol['errors']): Refusal {
  const names = (Object.keys(stated) as (keyof Protocol['errors'])[]).filter((name) => isSame(stated[name], named));
  const changed = names.find((name) => !isSame(errors[name], named));
  // What is told apart by its name alone is meant as it is stated.
  return names.length === 1 && changed !== undefined ? refusalOf(errors[changed]) : named;
}

/** Parameters of a signature that Nopan's examples do not have, and RFC 9421 does. */
const extraParameters = /;(alg|expires|nonce|tag)=/;

/**
 * What meets a request that was spoilt: where such parameters are rejected whatever they say, they are judged before anything that
 * they say.
 */
export function refusalOfSpoilt(named: Refusal, tampering: Tampering, protocol: Protocol): Refusal {
  const { parameters = '' } = (tampering.arguments ?? {}) as { readonly parameters?: string };
  const isJudgedFirst = protocol.signature.extraParameters === 'rejected' && extraParameters.test(parameters);
  return isJudgedFirst ? refusalOf(protocol.errors.signatureFormat) : named;
}

export const refusalOf = ({ status, reasonCode }: Refusal): Refusal => ({ status, reasonCode });

const isSame = (one: Refusal, other: Refusal): boolean =>
  one.status === other.status && one.reasonCode === other.reasonCode;
