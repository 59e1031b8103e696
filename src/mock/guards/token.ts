import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

const bearer = /^Bearer +([^ ]+)$/i;

/** The access token of a call, as it stands in its header. */
export function bearerToken(call: Call): string | undefined {
  return bearer.exec(call.header('authorization') ?? '')?.[1];
}

/** The access token (RFC 6750 section 2.1): issued here, to this organization, and not expired. */
export const token: Guard = {
  name: 'token',
  concerns: ({ scope }) => scope !== undefined,
  handle: checking(async (call, { tokens }) => {
    const text = bearerToken(call);
    if (text === undefined) throw new Refusal('authentication', { reason: 'No bearer token' });
    const claims = await tokens.read(text);
    if (claims === undefined) throw new Refusal('authentication', { reason: 'The access token was not issued here' });
    if (claims.client_id !== call.organization.id) {
      throw new Refusal('authentication', { reason: `The access token is one of ${claims.client_id}` });
    }
    call.token = claims;
    if (claims.exp <= call.nowSeconds) {
      throw new Refusal('tokenExpired', { reason: `The access token expired at ${claims.exp}` });
    }
  }),
};
