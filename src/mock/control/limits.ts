import { organizationOf, taking, type ControlRoute } from './route.ts';

/** How much an organization may ask for. */
export const limits: readonly ControlRoute[] = [
  {
    method: 'PUT',
    path: '/organizations/:id/rate-limit',
    summary:
      'Says how many requests of an organization are served in a time; without a number, as many as of any other.',
    ...taking('rate-limit', (call) => {
      const organization = organizationOf(call);
      const { requests, perSeconds = 1 } = call.body;
      organization.rate.own = requests === undefined ? undefined : { requests, perSeconds };
      organization.save();
      return { rateLimit: organization.rate.limit };
    }),
  },
];
