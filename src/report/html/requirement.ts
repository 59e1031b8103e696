import { groups } from '../../certification/groups.ts';
import { reasonOf } from '../../certification/outcome.ts';
import { standingOf, type Standing } from '../../certification/standing.ts';
import { counted } from '../../certification/words.ts';
import type { RequirementResult } from '../../contract/types/result.ts';
import { sourceLinks, type SourceLink } from '../sources.ts';
import { standingLooks } from '../states.ts';
import { oneLine, shortened } from '../text.ts';
import { fragment, requirementAnchor } from './anchors.ts';
import type { Linked, Segment } from './links.ts';
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
  /** Why it stands so, with links. */
  readonly reason: readonly Segment[] | undefined;
  readonly standing: Standing;
  readonly sources: readonly SourceLink[];
  readonly scenarios: readonly ScenarioView[];
  /** `4 scenarios, 1 failed` */
  readonly by: string;
}

interface Words {
  readonly linked: Linked;
  /** Why scenarios were not run, where none of a requirement's was. */
  readonly whyNotRun: string;
}

export function stageViews(
  requirements: readonly RequirementResult[],
  scenarios: ReadonlyMap<string, ScenarioView>,
  words: Words,
): StageView[] {
  return groups(requirements, ({ stage }) => stage).map(([stage, own]) => {
    const passed = own.filter((each) => standingOf(each) === 'passed').length;
    return {
      stage,
      name: stage.charAt(0).toUpperCase() + stage.slice(1),
      shown: `${passed} of ${own.length} passed`,
      requirements: own.map((requirement) => requirementView(requirement, scenarios, words)),
    };
  });
}

function requirementView(
  requirement: RequirementResult,
  scenarios: ReadonlyMap<string, ScenarioView>,
  { linked, whyNotRun }: Words,
): RequirementView {
  const own = requirement.scenarios.flatMap((id) => scenarios.get(id) ?? []);
  const anchor = requirementAnchor(requirement.id);
  const standing = standingOf(requirement);
  const reason = reasonText(requirement, standing) ?? (standing === 'notExercised' ? whyNotRun : undefined);
  const failed = own.filter(({ badge }) => badge.tone === 'bad').length;
  return {
    ...requirement,
    ...{ anchor, standing, href: fragment(anchor), scenarios: own },
    badge: { ...standingLooks[standing], reason },
    reason: reason === undefined ? undefined : linked(reason),
    sources: sourceLinks(requirement.source.page),
    by: `${counted(own.length, 'scenario')}${failed === 0 ? '' : `, ${failed} failed`}`,
  };
}

/** An attestation and a waiver say more than that a person had to look. */
function reasonText({ outcome, attestation, review }: RequirementResult, standing: Standing): string | undefined {
  if (standing === 'attested' && attestation !== undefined) {
    return `Attested by ${attestation.by} on ${attestation.date}: ${attestation.note}`;
  }
  if (standing === 'openForAttestation' && review !== undefined) {
    return `Needs a person’s confirmation: ${review.because}`;
  }
  const reason = reasonOf(outcome);
  return reason && shortened(oneLine(reason), 240);
}
