import { classOf, settingOf } from '../../certification/cause-sentence.ts';
import { causesOf, rootKey, type Cause, type FailedCall } from '../../certification/causes.ts';
import { groups } from '../../certification/groups.ts';
import { counted } from '../../certification/words.ts';
import type { ScenarioResult, Subject } from '../../contract/types/result.ts';
import { looks } from '../states.ts';
import type { Linked, Segment } from './links.ts';
import { badgeOf, failureView, type Badge, type FailureView, type ScenarioView } from './scenario.ts';

/** Causes that are the same but for the state in which scenarios ended for them: failed, not exercised, with a warning. */
export interface CauseGroup {
  readonly number: number;
  readonly anchor: string;
  readonly parts: readonly [Cause, ...Cause[]];
}

export interface CauseView {
  readonly number: number;
  readonly anchor: string;
  readonly badge: Badge;
  /** `118 scenarios failed` */
  readonly counts: string;
  readonly message: readonly Segment[];
  /** The setting that it rests on, where that can be told. */
  readonly setting: string;
  readonly failure: FailureView;
  readonly advice: readonly Segment[] | undefined;
  readonly call: CallView | undefined;
  readonly example: ScenarioView;
  readonly waivedBy: readonly Segment[];
  readonly requirements: readonly Segment[];
  readonly furtherRequirements: readonly Segment[];
  readonly scenarios: readonly PartView[];
}

interface CallView extends FailedCall {
  readonly href: string;
}

/** The scenarios that ended in one state. */
interface PartView {
  readonly title: string;
  readonly scenarios: readonly ScenarioView[];
  /** How many more there are than are listed. */
  readonly further: number;
}

const [mostScenarios, mostRequirements] = [50, 24];

/** The failures of a run, each cause once, in the order of causesOf. */
export const causeGroups = (scenarios: readonly ScenarioResult[]): CauseGroup[] =>
  groups(causesOf(scenarios), ({ example }) => `${example.waivedBy !== undefined}\n${rootKey(example)}`).map(
    ([, parts], index) => ({
      ...{ number: index + 1, anchor: `cause-${index + 1}` },
      parts: parts as [Cause, ...Cause[]],
    }),
  );

export function causeView(
  { number, anchor, parts }: CauseGroup,
  { views, linked, subject }: CauseContext,
): CauseView | undefined {
  const [{ example, call }] = parts;
  const view = views.get(example);
  if (view === undefined) return undefined;
  const failure = failureView({ ...example.failure, class: classOf(example, subject) });
  const requirements = [...new Set(parts.flatMap((part) => part.requirements))].flatMap((id) => linked(id));
  return {
    ...{ number, anchor, failure, example: view },
    badge: badgeOf(example.outcome),
    counts: parts.map(countOf).join(', '),
    message: view.message,
    setting: settingOf(example, subject).replace(/^; /, ''),
    advice: failure.advice === undefined ? undefined : linked(failure.advice),
    call: call && { ...call, href: view.href.concat(evidencePlace(example, call.exchange)) },
    waivedBy: view.waivedBy,
    requirements: requirements.slice(0, mostRequirements),
    furtherRequirements: requirements.slice(mostRequirements),
    scenarios: parts.map((part) => partView(part, views)),
  };
}

export interface CauseContext {
  readonly views: ReadonlyMap<ScenarioResult, ScenarioView>;
  readonly linked: Linked;
  readonly subject: Subject | undefined;
}

const ended: Partial<Record<Cause['state'], string>> = {
  FAILED: 'failed',
  FLAKY: 'flaky',
  BLOCKED: 'not exercised',
  WARNING: 'with a warning',
};

const wordOf = ({ state }: Cause): string => ended[state] ?? looks[state].word.toLowerCase();

const countOf = (cause: Cause, index: number): string =>
  `${index === 0 ? counted(cause.scenarios.length, 'scenario') : cause.scenarios.length} ${wordOf(cause)}`;

function partView(cause: Cause, views: CauseContext['views']): PartView {
  const all = cause.scenarios.flatMap((scenario) => views.get(scenario) ?? []);
  return {
    title: `${counted(all.length, 'scenario')} ${wordOf(cause)}`,
    scenarios: all.slice(0, mostScenarios),
    further: Math.max(0, all.length - mostScenarios),
  };
}

/** Behind the address of a scenario: which of its exchanges and webhooks it is, as the details number them. */
function evidencePlace({ steps }: ScenarioResult, exchange: string): string {
  const ids = steps.flatMap(({ exchanges, deliveries }) => [...exchanges, ...deliveries]).map(({ id }) => id);
  return `/${ids.indexOf(exchange) + 1}`;
}
