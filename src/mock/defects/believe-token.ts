import type { AccessClaims } from '../access-tokens.ts';
import { withGuard, type Operator } from './operator.ts';

/** Believes what an access token says, whatever its signature. */
export const believeToken: Operator = (behaviour) =>
  withGuard(behaviour, 'token', (guard) => ({
    ...guard,
    handle: (call, nopan, next) => {
      const { tokens } = nopan;
      const read = (text: string) => Promise.resolve(claimsIn(text));
      return guard.handle(call, { ...nopan, tokens: { issue: (grant) => tokens.issue(grant), read } }, next);
    },
  }));

function claimsIn(token: string): AccessClaims | undefined {
  const [, payload = ''] = token.split('.');
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as AccessClaims;
  } catch {
    return undefined;
  }
}
