import { groups } from '../../certification/groups.ts';
import { headlineOf, type Headline } from '../../certification/headline.ts';
import type { Assumption, Result, ScenarioResult } from '../../contract/types/result.ts';
import { sourceLinks, type SourceLink } from '../sources.ts';
import type { Mark } from '../states.ts';
import { waiverViews, type WaiverView } from '../waivers.ts';
import { anchors, requirementHref } from './anchors.ts';
import { attestationsOf, type Attestations } from './attestations.ts';
import { causeGroups, causeView, type CauseGroup, type CauseView } from './causes.ts';
import { coveragePicture, type CoveragePicture } from './coverage.ts';
import { runFacts } from './facts.ts';
import { identityOf, type Identity } from './identity.ts';
import { limitsOf, type Limit } from './limits.ts';
import { linker, type Target } from './links.ts';
import { notExercised } from './not-exercised.ts';
import { openOf, type Open } from './open.ts';
import { stageViews, type StageView } from './requirement.ts';
import { failureView, scenarioView, type CauseLink, type FailureView, type ScenarioView } from './scenario.ts';
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
  readonly faults: readonly FailureView[];
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

export const verdicts = {
  CERTIFIED: { word: 'Certified', tone: 'good', icon: 'PASSED' },
  'NOT CERTIFIED': { word: 'Not certified', tone: 'bad', icon: 'FAILED' },
  INCOMPLETE: { word: 'Incomplete', tone: 'warn', icon: 'REVIEW' },
} as const;

/** How many causes are unfolded, and how many told: more than that nobody reads one by one. */
const [mostUnfolded, mostTold] = [12, 100];

export function pageOf(result: Result): Page {
  const { verdict, tool, requirements, summary } = result;
  const found = causeGroups(result.scenarios);
  const scenarios = scenarioViews(result, found);
  const linked = linker(targetsOf(result, scenarios));
  const views = new Map(scenarios.map((each) => [each.result, each]));
  const causes = found
    .slice(0, mostTold)
    .flatMap((cause) => causeView(cause, { views, linked, subject: result.subject }) ?? []);
  const stages = stageViews(requirements, new Map(scenarios.map((each) => [each.id, each])));
  const all = stages.flatMap((stage) => stage.requirements);
  const identity = identityOf(result);
  const headline = headlineOf(result);
  const tally = tallyOf(requirements);
  const unexplained = scenarios.filter(({ failure, badge }) => failure === undefined && badge.tone === 'bad');
  return {
    title: `${headline.text}: ${identity.who} against ${identity.target}, ${identity.day}`,
    headline: { ...headline, state: iconOf(verdict, headline) },
    ...{ identity, tally, causes: causes.slice(0, mostUnfolded), furtherCauses: causes.slice(mostUnfolded) },
    untoldCauses: Math.max(0, found.length - mostTold),
    lead: leadOf(result),
    open: openOf(result, found.slice(0, mostTold), linked),
    limits: limitsOf(result),
    facts: runFacts(result),
    waivers: waiverViews(requirements),
    unexplained,
    hasFailures: causes.length + result.faults.length + unexplained.length > 0,
    faults: result.faults.map(failureView),
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

/** What certifies with a reservation has no tick. */
const iconOf = (verdict: Result['verdict'], { tone }: Headline): Mark =>
  verdict === 'CERTIFIED' && tone === 'warn' ? 'WARNING' : verdicts[verdict].icon;

function scenarioViews({ scenarios, requirements }: Result, causes: readonly CauseGroup[]): ScenarioView[] {
  const anchorOf = anchors();
  const catalogue = new Map(requirements.map((each) => [each.id, each]));
  const links = new Map(causes.flatMap(linksTo));
  return scenarios.map((each, index) =>
    scenarioView(each, { anchor: anchorOf(each.id), number: index + 1, cause: links.get(each) }, catalogue),
  );
}

function linksTo({ number, anchor, parts }: CauseGroup): [ScenarioResult, CauseLink][] {
  const all = parts.flatMap(({ scenarios }) => scenarios);
  const text = `Cause ${number}${all.length === 1 ? '' : `, met by ${all.length} scenarios`}`;
  const href = number > mostTold ? '#failures' : `#${anchor}`;
  return all.map((scenario, index) => [scenario, { href, text, isExample: index === 0 && number <= mostUnfolded }]);
}

/** What the page has an entry for, by its name. */
function targetsOf({ requirements }: Result, scenarios: readonly ScenarioView[]): Map<string, Target> {
  return new Map([
    ...scenarios.map(({ id, href, name }) => [id, { href, title: name }] as const),
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
