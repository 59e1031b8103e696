import { isRecord } from '../signing/json-record.ts';

const understood = ['EC', 'RSA', 'OKP', 'oct'];

/** Why a member of a JWK set cannot be used: it is not supported, or damaged. */
export function jwkProblem(jwk: unknown): string {
  if (!isRecord(jwk)) return 'is not an object';
  const { kty } = jwk;
  if (typeof kty !== 'string') return 'has no kty';
  return understood.includes(kty) ? `is malformed for kty ${kty}` : `has an unknown kty: ${kty.slice(0, 40)}`;
}
