import { countNames } from '../../certification/counts.ts';
import { groups } from '../../certification/groups.ts';
import type { State } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { Assumption, Counts, Result } from '../../contract/types/result.ts';
import { looks, type StateLook } from '../states.ts';
import { duration, moment, oneLine, shortened } from '../text.ts';
import { waiverViews, type WaiverView } from '../waivers.ts';
import { anchors } from './anchors.ts';
import { coveragePicture, type CoveragePicture } from './coverage.ts';
import { notShown } from './not-shown.ts';
import { stageViews, type RequirementView, type StageView } from './requirement.ts';
import { bySeverity, failureView, scenarioView, type FailureView, type ScenarioView } from './scenario.ts';

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
  /** How many more failed than are told one by one. */
  readonly furtherFailures: number;
  readonly faults: readonly FailureView[];
  readonly stages: readonly StageView[];
  readonly notShown: ReturnType<typeof notShown>;
  readonly attested: readonly RequirementView[];
  readonly features: readonly FeatureView[];
  readonly states: readonly Choice[];
  readonly coverage: CoveragePicture;
  readonly assumptions: readonly SettingView[];
  readonly profile: readonly (readonly [id: string, value: string])[];
  readonly tool: string;
}

interface Tally extends StateLook {
  readonly state: State;
  readonly count: number;
}

/** A state to filter by. */
type Choice = Omit<Tally, 'count'>;

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

/** More than that nobody reads one by one; the list of scenarios has them all. */
const mostFailures = 100;

export function pageOf(result: Result): Page {
  const { verdict, target, tool, assumptions, profile, requirements, summary } = result;
  const anchorOf = anchors();
  const catalogue = new Map(requirements.map((each) => [each.id, each]));
  const scenarios = result.scenarios.map((each, index) =>
    scenarioView(each, { anchor: anchorOf(each.id), number: index + 1 }, catalogue),
  );
  const failures = scenarios
    .filter(({ failure, badge }) => failure !== undefined || badge.state === 'FLAKY')
    .sort(bySeverity);
  const stages = stageViews(requirements, new Map(scenarios.map((each) => [each.id, each])));
  return {
    title: `${verdicts[verdict].word}: ${target.name}, ${moment(result.startedAt)}`,
    verdict: verdicts[verdict],
    lead: leadOf(result),
    reasons: result.reasons.map((reason) => shortened(oneLine(reason), 240)),
    note: target.note,
    facts: factsOf(result),
    tally: tallyOf(summary.requirements),
    waivers: waiverViews(requirements),
    failures: failures.slice(0, mostFailures),
    furtherFailures: Math.max(0, failures.length - mostFailures),
    faults: result.faults.map(failureView),
    stages,
    notShown: notShown(requirements),
    attested: stages.flatMap((stage) => stage.requirements).filter(({ review }) => review !== undefined),
    features: groups(scenarios, ({ result: { uri } }) => uri).map(([uri, own]) => ({
      ...{ uri, scenarios: own },
      name: own[0]?.result.feature || uri,
    })),
    states: choices(summary.requirements, summary.scenarios),
    coverage: coveragePicture(result.coverage),
    assumptions: assumptions.map((each) => ({ ...each, value: shown(each.value), default: optional(each.default) })),
    profile: Object.entries(profile).map(([id, value]) => [id, shown(value)]),
    tool: `${tool.name} ${tool.version}`,
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
  profile,
  startedAt,
  durationMs,
  summary,
  exitCode,
  selection,
  order,
  repeat,
  seed,
  tool,
  operator,
  configurationDigest,
}: Result): Page['facts'] {
  const chosen = {
    'Selected by': selection,
    Order: order,
    Seed: seed,
    Repeated: repeat === undefined ? undefined : `each scenario ${repeat} times`,
  };
  const circumstances = {
    'Run by': operator?.user,
    Pipeline: operator?.ci && [operator.ci.name, operator.ci.url].filter(Boolean).join(', '),
    Commit: operator?.ci?.commit,
    On: operator && `${operator.platform}, Node.js ${operator.node}`,
    'Configuration, SHA-256': configurationDigest,
  };
  return [
    ['Target', target.name],
    ['Address', target.baseUrl],
    ['Operated by', operatorText(target)],
    ...peerFacts(target),
    ['Signatures', optional(profile['signature.profile']) ?? 'not stated'],
    ['Started', moment(startedAt)],
    ['Took', duration(durationMs)],
    ['Evidence', `${counted(summary.exchanges, 'exchange')}, ${counted(summary.deliveries, 'webhook')}`],
    ...given(chosen),
    ['Exit code', String(exitCode)],
    ['Made by', `${tool.name} ${tool.version}`],
    ...given(circumstances),
  ];
}

function operatorText({ official, unproven }: Result['target']): string {
  if (official) return 'Nopan';
  return unproven === undefined ? 'not Nopan: unofficial' : 'named as Nopan’s sandbox, not proven';
}

/** The most rows to show; the result has all. */
const mostPeers = 5;

function peerFacts({ identity }: Result['target']): Page['facts'] {
  const peers = identity?.peers ?? [];
  const shown = peers.slice(0, mostPeers).map(({ address, protocol, certificate: { sha256, issuer } }) => {
    return [
      'Answered from',
      `${address}, ${protocol}, certificate ${sha256.slice(0, 16)}… issued by ${shortened(oneLine(issuer), 100)}`,
    ] as const;
  });
  return peers.length > mostPeers ? [...shown, ['Answered from', `${peers.length - mostPeers} more`]] : shown;
}

const given = (facts: Readonly<Record<string, string | undefined>>): Page['facts'] =>
  Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));

function tallyOf(counts: Counts): Tally[] {
  const states = Object.keys(countNames) as State[];
  return states
    .map((state) => ({ ...looks[state], state, count: counts[countNames[state]] ?? 0 }))
    .filter(({ count }) => count > 0);
}

function choices(...all: readonly Counts[]): Choice[] {
  const met = new Map(all.flatMap(tallyOf).map((each) => [each.state, each]));
  return [...met.values()];
}

/** A setting's value on one line, with spaces to break it at. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');

const optional = (value: unknown): string | undefined => (value === undefined ? undefined : shown(value));
