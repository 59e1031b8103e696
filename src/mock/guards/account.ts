import { Refusal } from '../refusal.ts';
import type { Organization } from '../state/organization.ts';
import { checking, type Guard } from './guard.ts';

/** What a request can name of an organization (ACCT), and whether it is that organization's own. */
const belongings: Readonly<Record<string, (organization: Organization, id: string) => boolean>> = {
  organizationId: (organization, id) => organization.id === id,
  contractualEntityId: ({ contractualEntityId }, id) => contractualEntityId === id,
  processingAccountId: ({ accounts }, id) => accounts.includes(id),
};

/** What a request names of an organization is the caller's own (assumed). */
export const account: Guard = {
  name: 'account',
  concerns: ({ scope, content, query }) => scope !== undefined && (content !== undefined || query === true),
  handle: checking((call) => {
    const named = call.content as Readonly<Record<string, string | undefined>>;
    for (const [name, belongs] of Object.entries(belongings)) {
      const id = named[name];
      if (id === undefined || belongs(call.organization, id)) continue;
      throw new Refusal('authorization', { reason: `The ${name} ${id} is another organization's` });
    }
  }),
};
