import { organizationOf, taking, type ControlRoute } from './route.ts';

/** What goes wrong with an organization's calls. */
export const faults: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/organizations/:id/faults',
    summary: 'Lists the faults that are still to come.',
    handle: (call) => ({ faults: organizationOf(call).faults.left }),
  },
  {
    method: 'PUT',
    path: '/organizations/:id/faults',
    summary: "Says what goes wrong with an organization's calls, in place of what was said before.",
    ...taking('faults', (call) => {
      const { faults } = organizationOf(call);
      faults.set(call.body.faults);
      return { faults: faults.left };
    }),
  },
  {
    method: 'DELETE',
    path: '/organizations/:id/faults',
    summary: 'Takes all faults away.',
    handle(call) {
      organizationOf(call).faults.set([]);
      return { faults: [] };
    },
  },
];
