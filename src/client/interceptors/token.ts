import { CertifyError } from '../../errors.ts';
import type { Protocol } from '../../contract/protocol.ts';
import type { AccessToken, AccessTokenCache } from '../../credentials/access-token.ts';
import { withField, type Interceptor, type Passage } from '../interceptor.ts';
import type { OutgoingRequest } from '../outgoing.ts';
import { reasonCodeOf } from '../refusal.ts';

export interface TokenOptions {
  readonly cache: AccessTokenCache;
  /** The scope of requests whose spec names none. */
  readonly scopes: string;
  readonly errors: Protocol['errors'];
  /** What becomes of a request that gets no token. */
  readonly unsent: (request: OutgoingRequest, failure: CertifyError) => Passage;
}

/** Authorizes requests with a bearer token (RFC 6750 section 2.1). A cached token that the target refuses is not used again. */
export function token({ cache, scopes, errors, unsent }: TokenOptions): Interceptor {
  const refusals = [errors.tokenExpired, errors.authentication];

  const refused = ({ response }: Passage) =>
    refusals.some(
      ({ status, reasonCode }) => response?.status === status && reasonCodeOf(response.json) === reasonCode,
    );

  return async (request, next) => {
    const { token: given, scope = request.scope ?? scopes } = request.options;
    if (given === null || (given === undefined && !request.authenticated)) return next(request);
    if (given !== undefined) return next(authorized(request, given));
    let cached: AccessToken;
    try {
      cached = await cache.token(scope);
    } catch (error) {
      if (error instanceof CertifyError) return unsent(request, error);
      throw error;
    }
    const passage = await next(authorized(request, cached.value));
    // A spoilt request says nothing about the token that it should have carried.
    if (request.options.tampering === undefined && refused(passage)) cache.forget(scope, cached);
    return passage;
  };
}

const authorized = (request: OutgoingRequest, value: string) => withField(request, 'Authorization', `Bearer ${value}`);
