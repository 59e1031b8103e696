import { newWebhookSecret } from '../state/organization.ts';
import { ControlError } from './error.ts';
import { organizationOf, taking, type ControlRoute } from './route.ts';

const states: readonly unknown[] = ['pending', 'delivered', 'dropped'];

/** Where webhooks go, and what became of them. */
export const webhooks: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/organizations/:id/webhooks',
    summary: "Tells where an organization's webhooks go.",
    handle: (call) => ({ endpoints: organizationOf(call).endpoints }),
  },
  {
    method: 'PUT',
    path: '/organizations/:id/webhooks',
    summary: "Says where an organization's webhooks go, in place of what was said before.",
    ...taking('webhooks', (call) => {
      const organization = organizationOf(call);
      const { endpoints } = call.body;
      organization.endpoints = endpoints;
      organization.save();
      return { endpoints };
    }),
  },
  {
    method: 'POST',
    path: '/organizations/:id/webhook-secret',
    summary: "Makes a new secret for the HMAC of an organization's webhooks, and tells it, this once.",
    status: 201,
    handle(call) {
      const organization = organizationOf(call);
      organization.webhookSecret = newWebhookSecret();
      organization.save();
      return { webhookSecret: organization.webhookSecret };
    },
  },
  {
    method: 'GET',
    path: '/organizations/:id/deliveries',
    summary: 'Lists the deliveries of webhooks with their attempts: all under way, and the latest 1000 of the others.',
    handle(call) {
      const { state } = call.query;
      if (state !== undefined && !states.includes(state)) {
        throw new ControlError(400, 'The query names no state of a delivery', {
          where: 'state',
          expected: states.join(', '),
          actual: JSON.stringify(state),
          advice: 'Leave it out for all of them.',
        });
      }
      const deliveries = [...organizationOf(call).deliveries.all()];
      return { deliveries: deliveries.filter((delivery) => state === undefined || delivery.state === state) };
    },
  },
];
