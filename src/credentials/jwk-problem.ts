import { isRecord } from '../signing/json-record.ts';

const understood = ['EC', 'RSA', 'OKP', 'oct'];

/** Why a member of a JWK set is none that can be used, in a few words: it is not understood, or damaged. */
export function jwkProblem(jwk: unknown): string {
  if (!isRecord(jwk)) return 'is no object';
  const { kty } = jwk;
  if (typeof kty !== 'string') return 'has no kty';
  return understood.includes(kty)
    ? `is malformed for kty ${kty}`
    : `has a kty that is not known here: ${kty.slice(0, 40)}`;
}
