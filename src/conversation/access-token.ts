import type { Exchange } from '../contract/types/exchange.ts';
import type { Protocol } from '../contract/protocol.ts';
import { valueAt } from '../contract/pointer.ts';
import { CertifyError } from '../errors.ts';
import { expectAccepted } from './answer.ts';
import { unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** The scopes that Nopan's page names (TOKEN); any other scope is not judged. */
const knownScopes = ['payments:read', 'payments:process', 'data:reports'];

/**
 * The token must allow the requested scopes and no other scope of Nopan. A response without a scope grants what was requested
 * (RFC 6749 section 5.1); the order of scopes has no meaning (section 3.3).
 *
 * @param wanted space-delimited
 * @throws what expectAccepted throws; ERR_ASSERTION
 */
export function expectAllowed(
  turn: Turn,
  wanted: string,
  { processImpliesRead }: Pick<Protocol['token'], 'processImpliesRead'>,
): void {
  const told = valueAt(expectAccepted(turn).json, '/scope');
  if (told === undefined) return;
  const granted = typeof told === 'string' ? told.split(' ') : [];
  const due = wanted.split(' ');
  const implied = processImpliesRead && due.includes('payments:process') ? ['payments:read'] : [];
  const surplus = knownScopes.filter((scope) => granted.includes(scope) && ![...due, ...implied].includes(scope));
  if (due.every((scope) => granted.includes(scope)) && surplus.length === 0) return;
  throw unmet({
    what: 'The access token has other scopes than requested',
    where: '/scope',
    expected: wanted,
    actual: typeof told === 'string' ? told : JSON.stringify(told),
  });
}

/** How long the last access token on record is valid, in seconds. @throws ERR_FEATURE when none is on record */
export function tokenLifetime(exchanges: readonly Exchange[]): number {
  const issued = exchanges.filter(({ spec, response }) => spec === 'auth/token' && response?.status === 200).at(-1);
  const lifetime = valueAt(parsed(issued?.response?.body), '/expires_in');
  if (typeof lifetime === 'number') return lifetime;
  throw new CertifyError('ERR_FEATURE', 'No access token was issued in this scenario', {
    expected: 'an organization for this scenario, which fetches an access token',
  });
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}
