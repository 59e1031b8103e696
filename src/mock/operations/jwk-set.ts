import { jwks } from '../../credentials/jwks.ts';
import type { Handler } from './operation.ts';

/** The public keys that answers are signed with. */
export const jwkSet: Handler<unknown> = (_none, _call, { signingKey }) => ({ body: jwks([signingKey]) });
