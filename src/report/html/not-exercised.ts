import { groups } from '../../certification/groups.ts';
import type { Standing } from '../../certification/standing.ts';
import { standingLooks } from '../states.ts';
import type { Segment } from './links.ts';
import type { RequirementView } from './requirement.ts';
import type { Badge, CauseLink } from './scenario.ts';

/** Requirements that nothing was found out about, for one reason. */
interface NotExercised {
  readonly badge: Badge;
  readonly reason: readonly Segment[];
  readonly requirements: readonly RequirementView[];
}

const standings: readonly Standing[] = ['notExercised', 'notTestable', 'notApplicable'];

/** Requirements that were not exercised, are not testable on this target or do not apply, and why. Attestations and waivers have separate tables. */
export function notExercised(requirements: readonly RequirementView[]): NotExercised[] {
  return standings.flatMap((standing) => {
    const own = requirements
      .filter((each) => each.standing === standing)
      .map((each) => [each, reasonOf(each)] as const);
    return groups(own, ([, reason]) => JSON.stringify(reason)).map(([, same]) => ({
      badge: { ...standingLooks[standing], reason: undefined },
      reason: same[0]?.[1] ?? [],
      requirements: same.map(([requirement]) => requirement),
    }));
  });
}

/** The causes for which its scenarios were not exercised, which tell more than the steps that failed. */
function reasonOf({ badge, scenarios }: RequirementView): Segment[] {
  const blocking = scenarios.flatMap((each) => (each.badge.state === 'BLOCKED' && each.cause ? [each.cause] : []));
  const causes = [...new Map(blocking.map((cause) => [cause.name, cause])).values()];
  if (causes.length === 0) return [{ text: badge.reason ?? '' }];
  return [{ text: 'a precondition failed: ' }, ...causes.flatMap(linkTo)];
}

const linkTo = ({ name, title, href }: CauseLink, place: number): Segment[] => [
  ...(place === 0 ? [] : [{ text: '; ' }]),
  { text: name, href, title },
  { text: `, ${title}` },
];
