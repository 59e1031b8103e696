import type { Call } from '../call.ts';
import { bearerToken } from '../guards/token.ts';
import type { Nopan } from '../nopan.ts';
import { refusalOf } from '../refusal.ts';
import type { Organization } from '../state/organization.ts';
import { handleOr } from './forgive.ts';
import { withGuard, withOperation, type Operator } from './operator.ts';

/** Where the client certificate tells no caller, for such a reason, believes the access token or the form about who calls. */
export const takeCallerFromToken: Operator = (behaviour, { because = '' }) =>
  withGuard(behaviour, 'certificate', (guard) => ({
    ...guard,
    handle: (call, nopan, next) =>
      handleOr(guard, async (thrown) => {
        const organization = await claimedCaller(call, nopan);
        if (organization === undefined || !new RegExp(because).test(refusalOf(thrown).message)) throw thrown;
        call.caller = organization;
        call.clock = organization.clock;
        return next();
      })(call, nopan, next),
  }));

async function claimedCaller(call: Call, { organizations, tokens }: Nopan): Promise<Organization | undefined> {
  const token = bearerToken(call);
  const form = new URLSearchParams(call.message.body.toString('utf8'));
  const id = token === undefined ? form.get('client_id') : (await tokens.read(token))?.client_id;
  return organizations.get(id ?? '');
}

/** Issues an access token for the caller, whomever the form names. */
export const issueToAnybody: Operator = (behaviour) =>
  withOperation(behaviour, 'auth/token', (operation) =>
    operation.writes
      ? operation
      : {
          ...operation,
          handle: (content, call, nopan) =>
            operation.handle({ ...(content as object), client_id: call.organization.id }, call, nopan),
        },
  );
