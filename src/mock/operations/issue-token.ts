import { Refusal } from '../refusal.ts';
import { scopes, type Handler, type Scope } from './operation.ts';

interface TokenRequest {
  readonly client_id: string;
  /** Separated by spaces. */
  readonly scope?: string;
}

/**
 * Issues an access token to the organization of the client certificate, for the scopes that it asks for (TOKEN). Every organization
 * may have every scope.
 */
export const issueToken: Handler<TokenRequest> = async (request, call, { protocol, tokens, randomness }) => {
  const { organization, nowSeconds } = call;
  const { defaultScope, lifetimeSeconds } = protocol.token;
  const asked = (request.scope ?? defaultScope).split(' ').filter((scope) => scope !== '');
  if (request.client_id !== organization.id) {
    throw new Refusal('authorization', { reason: `The certificate is not one of ${request.client_id}` });
  }
  const unknown = asked.find((scope) => !scopes.includes(scope as Scope));
  if (unknown !== undefined) throw new Refusal('authorization', { reason: `There is no scope ${unknown}` });

  const scope = [...new Set(asked)].join(' ') || defaultScope;
  const grant = { client_id: organization.id, scope, iat: nowSeconds, jti: randomness.uuid() };
  return {
    body: {
      access_token: await tokens.issue(grant),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      refresh_expires_in: 0,
      'not-before-policy': 0,
      scope,
    },
  };
};
