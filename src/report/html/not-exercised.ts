import { groups } from '../../certification/groups.ts';
import type { Standing } from '../../certification/standing.ts';
import { standingLooks } from '../states.ts';
import type { RequirementView } from './requirement.ts';
import type { Badge } from './scenario.ts';

/** Requirements that nothing was found out about, for one reason. */
interface NotExercised {
  readonly badge: Badge;
  readonly reason: string;
  readonly requirements: readonly RequirementView[];
}

const standings: readonly Standing[] = ['notExercised', 'notTestable', 'notApplicable'];

/** What was not exercised, cannot be tested on this target or does not apply, and why. Attestations and waivers have tables of their own. */
export function notExercised(requirements: readonly RequirementView[]): NotExercised[] {
  return standings.flatMap((standing) =>
    groups(
      requirements.filter((each) => each.standing === standing),
      ({ badge }) => badge.reason ?? '',
    ).map(([reason, same]) => ({ badge: { ...standingLooks[standing], reason }, reason, requirements: same })),
  );
}
