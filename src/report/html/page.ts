import { countNames } from '../../certification/counts.ts';
import { groups } from '../../certification/groups.ts';
import { stateOf, type State } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { Assumption, Counts, RequirementResult, Result } from '../../contract/types/result.ts';
import { coverageView, type CoverageView } from '../coverage.ts';
import { looks, type StateLook } from '../states.ts';
import { duration, moment, oneLine, shortened } from '../text.ts';
import { waiverViews, type WaiverView } from '../waivers.ts';
import { badgeOf, failureView, scenarioView, type Badge, type FailureView, type ScenarioView } from './scenario.ts';

/** Everything that the page's template shows, in its order and words; the template decides nothing. */
export interface Page {
  readonly title: string;
  readonly verdict: { readonly word: string; readonly tone: StateLook['tone']; readonly icon: State };
  readonly lead: string;
  readonly reasons: readonly string[];
  readonly note: string | undefined;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tally: readonly Tally[];
  readonly waivers: readonly WaiverView[];
  readonly failures: readonly ScenarioView[];
  readonly faults: readonly FailureView[];
  readonly stages: readonly StageView[];
  readonly features: readonly FeatureView[];
  readonly coverage: CoverageView;
  readonly assumptions: readonly SettingView[];
  readonly profile: readonly (readonly [id: string, value: string])[];
  readonly tool: string;
}

interface Tally extends StateLook {
  readonly state: State;
  readonly count: number;
}

interface StageView {
  readonly name: string;
  readonly shown: string;
  readonly requirements: readonly (RequirementResult & { readonly badge: Badge; readonly links: readonly Link[] })[];
}

interface Link {
  readonly anchor: string;
  readonly number: number;
  readonly text: string;
}

interface FeatureView {
  readonly name: string;
  readonly uri: string;
  readonly scenarios: readonly ScenarioView[];
}

type SettingView = Omit<Assumption, 'value' | 'default'> & {
  readonly value: string;
  readonly default: string | undefined;
};

export const verdicts = {
  CERTIFIED: { word: 'Certified', tone: 'good', icon: 'PASSED' },
  'NOT CERTIFIED': { word: 'Not certified', tone: 'bad', icon: 'FAILED' },
  INCOMPLETE: { word: 'Incomplete', tone: 'warn', icon: 'REVIEW' },
} as const;

export function pageOf(result: Result): Page {
  const { verdict, target, tool, assumptions, profile } = result;
  const scenarios = result.scenarios.map(scenarioView);
  const links = new Map(scenarios.map(({ id, anchor, number, name }) => [id, { anchor, number, text: name }]));
  const files = new Map(result.scenarios.map(({ id, uri, feature }) => [id, { uri, feature }]));
  const uriOf = ({ id }: ScenarioView): string => files.get(id)?.uri ?? '';
  return {
    title: `${verdicts[verdict].word}: ${target.name}, ${moment(result.startedAt)}`,
    verdict: verdicts[verdict],
    lead: leadOf(result),
    reasons: result.reasons.map((reason) => shortened(oneLine(reason), 240)),
    note: target.note,
    facts: factsOf(result),
    tally: tallyOf(result.summary.requirements),
    waivers: waiverViews(result.requirements),
    failures: scenarios
      .filter(({ failure, badge }) => failure !== undefined || badge.state === 'FLAKY')
      .sort(bySeverity),
    faults: result.faults.map(failureView),
    stages: groups(result.requirements, ({ stage }) => stage).map(([name, own]) => stageView(name, own, links)),
    features: groups(scenarios, uriOf).map(([uri, own]) => ({
      ...{ uri, scenarios: own },
      name: files.get(own[0]?.id ?? '')?.feature || uri,
    })),
    coverage: coverageView(result.coverage),
    assumptions: assumptions.map((each) => ({ ...each, value: shown(each.value), default: optional(each.default) })),
    profile: Object.entries(profile).map(([id, value]) => [id, shown(value)]),
    tool: `${tool.name} ${tool.version}`,
  };
}

const severity: readonly StateLook['tone'][] = ['bad', 'warn', 'quiet', 'good'];

const bySeverity = (one: ScenarioView, other: ScenarioView): number =>
  severity.indexOf(one.badge.tone) - severity.indexOf(other.badge.tone);

function stageView(name: string, own: readonly RequirementResult[], links: ReadonlyMap<string, Link>): StageView {
  const shownCount = own.filter(({ outcome }) => stateOf(outcome) === 'PASSED').length;
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    shown: `${shownCount} of ${own.length} shown`,
    requirements: own.map((requirement) => ({
      ...requirement,
      badge: badgeOf(requirement.outcome),
      links: requirement.scenarios.flatMap((id) => links.get(id) ?? []),
    })),
  };
}

function leadOf({ summary: { requirements, scenarios } }: Result): string {
  const parts = [
    [requirements.failed, 'failed'],
    [requirements.flaky ?? 0, 'flaky'],
    [requirements.warning, 'with a warning'],
    [requirements.review, 'to review'],
    [requirements.notRun + requirements.interrupted + requirements.skipped, 'not shown'],
  ] as const;
  const rest = parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const shownOf = `${requirements.passed} of ${counted(requirements.total, 'requirement')} shown by ${counted(scenarios.passed, 'scenario')}`;
  return `${[shownOf, ...rest].join(', ')}.`;
}

function factsOf({
  target,
  startedAt,
  durationMs,
  summary,
  exitCode,
  selection,
  order,
  repeat,
  tool,
}: Result): Page['facts'] {
  return [
    ['Target', target.name],
    ['Address', target.baseUrl],
    ['Run by', target.official ? 'Nopan' : 'not Nopan: unofficial'],
    ['Started', moment(startedAt)],
    ['Took', duration(durationMs)],
    ['Evidence', `${counted(summary.exchanges, 'exchange')}, ${counted(summary.deliveries, 'webhook')}`],
    ...(selection === undefined ? [] : ([['Selected by', selection]] as const)),
    ...(order === undefined ? [] : ([['Order', order]] as const)),
    ...(repeat === undefined ? [] : ([['Repeated', `each scenario ${repeat} times`]] as const)),
    ['Exit code', String(exitCode)],
    ['Made by', `${tool.name} ${tool.version}`],
  ];
}

function tallyOf(counts: Counts): Tally[] {
  const states = Object.keys(countNames) as State[];
  return states
    .map((state) => ({ ...looks[state], state, count: counts[countNames[state]] ?? 0 }))
    .filter(({ count }) => count > 0);
}

/** A setting's value on one line, with spaces to break it at. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');

const optional = (value: unknown): string | undefined => (value === undefined ? undefined : shown(value));
