import { groups } from '../../certification/groups.ts';
import { stateOf } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { RequirementResult } from '../../contract/types/result.ts';
import { sourceUrl } from '../sources.ts';
import { fragment } from './anchors.ts';
import { badgeOf, type Badge, type ScenarioView } from './scenario.ts';

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
  /** The page of Nopan's documentation, where there is one. */
  readonly url: string | undefined;
  readonly scenarios: readonly ScenarioView[];
  /** `4 scenarios` */
  readonly by: string;
}

export const requirementAnchor = (id: string): string => `requirement-${id.replaceAll(/\s/g, '_')}`;

export function stageViews(
  requirements: readonly RequirementResult[],
  scenarios: ReadonlyMap<string, ScenarioView>,
): StageView[] {
  return groups(requirements, ({ stage }) => stage).map(([stage, own]) => {
    const passed = own.filter(({ outcome }) => stateOf(outcome) === 'PASSED').length;
    return {
      stage,
      name: stage.charAt(0).toUpperCase() + stage.slice(1),
      shown: `${passed} of ${own.length} shown`,
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
  return {
    ...requirement,
    ...{ anchor, href: fragment(anchor), badge: badgeOf(requirement.outcome) },
    url: sourceUrl(requirement.source.page),
    scenarios: own,
    by: counted(own.length, 'scenario'),
  };
}
