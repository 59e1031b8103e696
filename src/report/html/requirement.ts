import { groups } from '../../certification/groups.ts';
import { reasonOf } from '../../certification/outcome.ts';
import { standingOf, type Standing } from '../../certification/standing.ts';
import { counted } from '../../certification/words.ts';
import type { RequirementResult } from '../../contract/types/result.ts';
import { sourceLinks, type SourceLink } from '../sources.ts';
import { standingLooks } from '../states.ts';
import { fragment, requirementAnchor } from './anchors.ts';
import type { Badge, ScenarioView } from './scenario.ts';

export interface StageView {
  readonly stage: string;
  readonly name: string;
  readonly shown: string;
  readonly requirements: readonly RequirementView[];
}

export interface RequirementView extends Omit<RequirementResult, 'scenarios'> {
  readonly anchor: string;
  readonly href: string;
  readonly badge: Badge;
  readonly standing: Standing;
  readonly sources: readonly SourceLink[];
  readonly scenarios: readonly ScenarioView[];
  /** `4 scenarios, 1 failed` */
  readonly by: string;
}

export function stageViews(
  requirements: readonly RequirementResult[],
  scenarios: ReadonlyMap<string, ScenarioView>,
): StageView[] {
  return groups(requirements, ({ stage }) => stage).map(([stage, own]) => {
    const passed = own.filter((each) => standingOf(each) === 'passed').length;
    return {
      stage,
      name: stage.charAt(0).toUpperCase() + stage.slice(1),
      shown: `${passed} of ${own.length} passed`,
      requirements: own.map((requirement) => requirementView(requirement, scenarios)),
    };
  });
}

function requirementView(
  requirement: RequirementResult,
  scenarios: ReadonlyMap<string, ScenarioView>,
): RequirementView {
  const own = requirement.scenarios.flatMap((id) => scenarios.get(id) ?? []);
  const anchor = requirementAnchor(requirement.id);
  const standing = standingOf(requirement);
  const failed = own.filter(({ badge }) => badge.tone === 'bad').length;
  return {
    ...requirement,
    ...{ anchor, standing, href: fragment(anchor), scenarios: own },
    badge: { ...standingLooks[standing], reason: reasonText(requirement, standing) },
    sources: sourceLinks(requirement.source.page),
    by: `${counted(own.length, 'scenario')}${failed === 0 ? '' : `, ${failed} failed`}`,
  };
}

/** An attestation and a waiver say more than that a person had to look. */
function reasonText({ outcome, attestation }: RequirementResult, standing: Standing): string | undefined {
  if (standing === 'attested' && attestation !== undefined) {
    return `Attested by ${attestation.by} on ${attestation.date}: ${attestation.note}`;
  }
  return standing === 'notExercised'
    ? (reasonOf(outcome) ?? 'none of its scenarios ran to its end')
    : reasonOf(outcome);
}
