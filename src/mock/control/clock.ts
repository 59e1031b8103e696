import type { Organization } from '../state/organization.ts';
import { organizationOf, taking, type ControlRoute } from './route.ts';

/** The time of an organization. */
export const clock: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/organizations/:id/clock',
    summary: "Tells an organization's time.",
    handle: (call) => shown(organizationOf(call)),
  },
  {
    method: 'POST',
    path: '/organizations/:id/clock',
    summary:
      "Moves an organization's clock forward or back to the mock's own time, makes it stand still or go on; what is due by then happens.",
    ...taking('clock', (call) => {
      const organization = organizationOf(call);
      const { reset, frozen, advanceSeconds = 0 } = call.body;
      const { clock, agenda } = organization;
      if (reset === true) clock.reset();
      if (frozen === true && !clock.frozen) clock.freeze();
      if (frozen === false && clock.frozen) clock.resume();
      clock.advance(advanceSeconds);
      organization.save();
      agenda.catchUp();
      return shown(organization);
    }),
  },
];

function shown({ clock }: Organization): object {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}
