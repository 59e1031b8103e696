import { groups } from '../../certification/groups.ts';
import { headlineOf, type Headline } from '../../certification/headline.ts';
import type { Assumption, Result, ScenarioResult } from '../../contract/types/result.ts';
import { sourceLinks, type SourceLink } from '../sources.ts';
import type { Mark } from '../states.ts';
import { oneLine, shortened } from '../text.ts';
import { waiverViews, type WaiverView } from '../waivers.ts';
import { anchors, fragment, requirementHref } from './anchors.ts';
import { attestationsOf, type Attestations } from './attestations.ts';
import { causeGroups, causeView, type CauseGroup, type CauseView } from './causes.ts';
import { coveragePicture, type CoveragePicture } from './coverage.ts';
import { runFacts } from './facts.ts';
import { identityOf, type Identity } from './identity.ts';
import { limitsOf, type Limit } from './limits.ts';
import { markOf } from './headline-mark.ts';
import { linker, type Linked, type Segment, type Target } from './links.ts';
import { notExercised } from './not-exercised.ts';
import { openOf, type Open } from './open.ts';
import { stageViews, type StageView } from './requirement.ts';
import { failureView, scenarioView, type CauseLink, type FailureView, type ScenarioView } from './scenario.ts';
import { linkedChanges, type LinkedChanges } from './changes.ts';
import { choicesOf, leadOf, tallyOf, type Choice, type Tally } from './tally.ts';
import { shownText, shownValue, type Fact } from './values.ts';

/** Everything that the page's template shows, in its order and words; the template decides nothing. */
export interface Page {
  readonly title: string;
  readonly headline: Headline & { readonly state: Mark };
  readonly identity: Identity;
  readonly lead: string;
  readonly tally: readonly Tally[];
  readonly open: Open;
  readonly changes: LinkedChanges | undefined;
  readonly limits: readonly Limit[];
  readonly facts: readonly Fact[];
  readonly waivers: readonly WaiverView[];
  readonly hasFailures: boolean;
  readonly causes: readonly CauseView[];
  /** Those that are folded. */
  readonly furtherCauses: readonly CauseView[];
  /** How many more there are than are told at all. */
  readonly untoldCauses: number;
  /** Scenarios that failed, or are flaky, and left no failure. */
  readonly unexplained: readonly ScenarioView[];
  readonly faults: readonly FaultView[];
  readonly stages: readonly StageView[];
  readonly notExercised: ReturnType<typeof notExercised>;
  readonly attestations: Attestations;
  readonly features: readonly FeatureView[];
  readonly states: readonly Choice[];
  readonly coverage: CoveragePicture;
  readonly assumptions: readonly SettingView[];
  readonly profile: readonly Fact[];
  readonly tool: string;
}

interface FaultView extends FailureView {
  readonly title: readonly Segment[];
  readonly todo: readonly Segment[];
}

interface FeatureView {
  readonly name: string;
  readonly uri: string;
  readonly scenarios: readonly ScenarioView[];
}

type SettingView = Omit<Assumption, 'value' | 'default'> & {
  readonly value: string;
  readonly default: string | undefined;
  readonly sources: readonly SourceLink[];
};

/** How many causes are unfolded, and how many shown at all: nobody reads more one by one. */
const [mostUnfolded, mostTold] = [12, 100];

export function pageOf(result: Result): Page {
  const { verdict, tool, requirements, summary } = result;
  const found = causeGroups(result.scenarios);
  const anchorOf = anchors();
  const places = result.scenarios.map(({ id }) => anchorOf(id));
  const linked = linker(targetsOf(result, places));
  const scenarios = scenarioViews(result, { places, linked, causes: found });
  const views = new Map(scenarios.map((each) => [each.result, each]));
  const causes = found
    .slice(0, mostTold)
    .flatMap((cause) => causeView(cause, { views, linked, subject: result.subject }) ?? []);
  const stages = stageViews(requirements, new Map(scenarios.map((each) => [each.id, each])), {
    linked,
    whyNotRun: whyNotRun(result),
  });
  const all = stages.flatMap((stage) => stage.requirements);
  const identity = identityOf(result);
  const headline = headlineOf(result);
  const tally = tallyOf(requirements);
  const unexplained = scenarios.filter(({ failure, badge }) => failure === undefined && badge.tone === 'bad');
  return {
    title: `${headline.text}: ${identity.who} against ${identity.target}, ${identity.day}`,
    headline: { ...headline, state: markOf(verdict, headline) },
    ...{ identity, tally, causes: causes.slice(0, mostUnfolded), furtherCauses: causes.slice(mostUnfolded) },
    untoldCauses: Math.max(0, found.length - mostTold),
    lead: leadOf(result),
    open: openOf(result, found.slice(0, mostTold), linked),
    changes: linkedChanges(result, linked),
    limits: limitsOf(result),
    facts: runFacts(result),
    waivers: waiverViews(requirements),
    unexplained,
    hasFailures: causes.length + result.faults.length + unexplained.length > 0,
    faults: result.faults
      .map(failureView)
      .map((fault) => ({ ...fault, title: linked(fault.message), todo: linked(fault.advice ?? '') })),
    stages,
    notExercised: notExercised(all),
    attestations: attestationsOf(all),
    features: groups(scenarios, ({ result: { uri } }) => uri).map(([uri, own]) => ({
      ...{ uri, scenarios: own },
      name: own[0]?.result.feature || uri,
    })),
    states: choicesOf(tally, summary.scenarios),
    coverage: coveragePicture(result.coverage),
    ...settingsOf(result),
    tool: `${tool.name} ${tool.version}`,
  };
}

/** Why a requirement without a scenario that ran to its end has none. */
const whyNotRun = ({ basis, interrupted }: Result): string =>
  interrupted
    ? 'the run was interrupted before'
    : basis?.passedOver === undefined
      ? 'none of its scenarios ran to its end'
      : 'its scenarios need a precondition that had failed before, and were not run';

function scenarioViews(
  { scenarios, requirements }: Result,
  {
    places,
    linked,
    causes,
  }: { readonly places: readonly string[]; readonly linked: Linked; readonly causes: readonly CauseGroup[] },
): ScenarioView[] {
  const catalogue = new Map(requirements.map((each) => [each.id, each]));
  const links = new Map(causes.flatMap(linksTo));
  return scenarios.map((each, index) => {
    const place = { anchor: places[index] ?? each.id, number: index + 1, cause: links.get(each) };
    return scenarioView(each, { ...place, linked }, catalogue);
  });
}

function linksTo({ number, anchor, parts }: CauseGroup): [ScenarioResult, CauseLink][] {
  const all = parts.flatMap(({ scenarios }) => scenarios);
  const name = `Cause ${number}`;
  const link = {
    name,
    text: all.length === 1 ? name : `${name}, met by ${all.length} scenarios`,
    title: shortened(oneLine(parts[0].example.failure.message), 200),
    href: number > mostTold ? '#failures' : `#${anchor}`,
  };
  return all.map((scenario, index) => [scenario, { ...link, isExample: index === 0 && number <= mostUnfolded }]);
}

/** What the page has an entry for, by its name. */
function targetsOf({ requirements, scenarios }: Result, places: readonly string[]): Map<string, Target> {
  return new Map([
    ...scenarios.map(({ id, name }, index) => [id, { href: fragment(places[index] ?? id), title: name }] as const),
    ...requirements.map(
      ({ id, title, level }) => [id, { href: requirementHref(id), title: `${title} (${level})` }] as const,
    ),
  ]);
}

const settingsOf = ({ assumptions, profile }: Result): Pick<Page, 'assumptions' | 'profile'> => ({
  assumptions: assumptions.map((each) => ({
    ...each,
    ...{ value: shownText(each.value), default: shownValue(each.default), sources: sourceLinks(each.source) },
  })),
  profile: Object.entries(profile).map(([id, value]) => [id, shownText(value)]),
});
