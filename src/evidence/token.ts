import { isObject } from '../contract/merge-patch.ts';
import type { JsonObject, JsonValue } from '../contract/json.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { fieldValue, type Fields } from '../signing/message.ts';
import type { Redactor } from './redactor.ts';
import { fingerprint } from './secret-patterns.ts';

type Token = NonNullable<Exchange['request']['token']>;

/** Claims that say who granted what to whom, and for how long (RFC 7519 section 4.1, RFC 8693 section 4, RFC 7800). */
const told = ['iss', 'aud', 'client_id', 'azp', 'scope', 'iat', 'nbf', 'exp', 'cnf'] as const;

/** Of one claim, as JSON. */
const longest = 512;

/** What may be kept of the access token of a request: its fingerprint and, of a JWT, what it claims. */
export function tokenEvidence(fields: Fields, redactor: Pick<Redactor, 'text'>): Token | undefined {
  const [, token] = /^Bearer +(\S+)$/i.exec(fieldValue(fields, 'authorization') ?? '') ?? [];
  if (token === undefined) return undefined;
  const claims = claimsOf(token);
  const kept = told.flatMap((name): [string, string | number][] => {
    const claim = claims?.[name];
    return claim === undefined || JSON.stringify(claim).length > longest ? [] : [[name, hidden(claim, redactor)]];
  });
  return { fingerprint: fingerprint(token), ...(kept.length > 0 && { claims: Object.fromEntries(kept) }) };
}

/** Not verified: that is for whom it is meant. */
function claimsOf(token: string): JsonObject | undefined {
  const [header = '', payload = '', signature] = token.split('.', 4);
  if (signature === undefined || !header.startsWith('eyJ')) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as JsonValue;
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

const hidden = (claim: JsonValue, redactor: Pick<Redactor, 'text'>): string | number =>
  typeof claim === 'number' ? claim : redactor.text(typeof claim === 'string' ? claim : JSON.stringify(claim));
