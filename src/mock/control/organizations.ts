import type { Organization } from '../state/organization.ts';
import { ControlError } from './error.ts';
import { organizationOf, taking, type ControlRoute } from './route.ts';

/** Organizations, and their processing accounts. */
export const organizations: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/organizations',
    summary: 'Takes in an organization, and tells the secret of its webhooks, this once.',
    status: 201,
    ...taking('organization', ({ nopan, body: { name = 'Example merchant', accounts } }) => {
      const organization = nopan.organizations.add({ name, ...(accounts && { accounts }) });
      return { ...outline(organization), webhookSecret: organization.webhookSecret };
    }),
  },
  {
    method: 'GET',
    path: '/organizations',
    summary: 'Lists the organizations.',
    handle: ({ nopan }) => ({ organizations: [...nopan.organizations.values()].map(outline) }),
  },
  {
    method: 'GET',
    path: '/organizations/:id',
    summary: 'Tells all about an organization but its secret.',
    handle: (call) => whole(organizationOf(call)),
  },
  {
    method: 'DELETE',
    path: '/organizations/:id',
    summary: 'Removes an organization with all that is its own.',
    handle(call) {
      call.nopan.organizations.remove(organizationOf(call));
      return {};
    },
  },
  {
    method: 'POST',
    path: '/organizations/:id/accounts',
    summary: 'Gives an organization another processing account.',
    status: 201,
    ...taking('account', (call) => {
      const { processingAccountId } = call.body;
      const organization = organizationOf(call);
      if (organization.accounts.includes(processingAccountId)) {
        throw new ControlError(409, `The organization has an account ${processingAccountId} already`, {
          where: 'processingAccountId',
          advice: 'Choose another name.',
        });
      }
      organization.accounts.push(processingAccountId);
      organization.save();
      return outline(organization);
    }),
  },
];

function outline({ id, name, contractualEntityId, accounts }: Organization): object {
  return { organizationId: id, name, contractualEntityId, processingAccountIds: accounts };
}

function whole(organization: Organization): object {
  const { certificates, clock, endpoints, keys, rate } = organization;
  return {
    ...outline(organization),
    certificates: [...certificates.values()],
    keys: [...keys.values()].map(({ keyid, algorithm, validUntil, revoked }) => ({
      ...{ keyid, algorithm, revoked },
      validUntil: new Date(validUntil).toISOString(),
    })),
    endpoints,
    clock: { now: new Date(clock.now()).toISOString(), frozen: clock.frozen },
    rateLimit: rate.limit,
  };
}
