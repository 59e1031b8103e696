import { reasonOf, stateOf } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { Failure, Outcome, RequirementResult, ScenarioResult, StepResult } from '../../contract/types/result.ts';
import { looks, type Mark, type StateLook } from '../states.ts';
import { duration, shortened } from '../text.ts';
import { fragment, requirementHref } from './anchors.ts';
import { clip, deliveryView, exchangeView, type EvidenceView } from './evidence.ts';
import type { Linked, Segment } from './links.ts';
import { timelineOf } from './timeline.ts';

export interface Badge extends StateLook {
  readonly state: Mark;
  readonly reason: string | undefined;
}

export interface FailureView extends Failure {
  /** Who has to act, in words. */
  readonly actor: string;
}

/** What the page says of a scenario before anyone unfolds it. */
export interface ScenarioView {
  /** Its place among all scenarios, counted from 1, by which commands know it, too. */
  readonly number: number;
  readonly anchor: string;
  readonly href: string;
  readonly id: string;
  readonly name: string;
  /** Those that name no requirement. */
  readonly tags: string;
  readonly requirements: readonly RequirementLink[];
  /** The stages of its requirements, with spaces between. */
  readonly stages: string;
  readonly badge: Badge;
  readonly time: string;
  readonly failure: FailureView | undefined;
  /** Where the page tells the cause of that failure once, for all scenarios that met it. */
  readonly cause: CauseLink | undefined;
  /** Whether it is unfolded from the beginning. */
  readonly open: boolean;
  /** Its message, and why it ended so, with links. */
  readonly message: readonly Segment[];
  readonly reason: readonly Segment[] | undefined;
  /** Of which requirements waivers keep its failure from deciding. */
  readonly waivedBy: readonly Segment[];
  /** How many exchanges and webhooks it left. */
  readonly evidence: string;
  readonly result: ScenarioResult;
}

interface RequirementLink {
  readonly id: string;
  /** Empty: the catalogue does not know it. */
  readonly href: string;
  readonly title: string;
}

export interface CauseLink {
  readonly href: string;
  /** `Cause 3` */
  readonly name: string;
  /** `Cause 3, met by 118 scenarios` */
  readonly text: string;
  /** What failed. */
  readonly title: string;
  /** Whether this scenario is the example of the cause. */
  readonly isExample: boolean;
}

/** What it says then. */
export interface DetailsView {
  /** Of a failure that belongs to none of its steps. */
  readonly failed: FailedView | undefined;
  readonly steps: readonly StepView[];
  /** Whether there is enough to be drawn on an axis of time. */
  readonly timeline: boolean;
}

type FailedView = Pick<ScenarioView, 'failure' | 'cause' | 'message'>;

interface StepView {
  /** Of the step that failed. */
  readonly failed: FailedView | undefined;
  readonly anchor: string;
  readonly badge: Badge;
  readonly keyword: string;
  readonly text: string;
  readonly time: string;
  readonly evidence: readonly EvidenceView[];
}

export function scenarioView(
  scenario: ScenarioResult,
  { anchor, number, cause, linked }: Pick<ScenarioView, 'anchor' | 'number' | 'cause'> & { readonly linked: Linked },
  catalogue: ReadonlyMap<string, RequirementResult>,
): ScenarioView {
  const { id, name, tags, requirements, outcome, durationMs, steps, failure, waivedBy = [] } = scenario;
  const badge = badgeOf(outcome);
  const view = failure && failureView(failure);
  const exchanges = steps.reduce((total, step) => total + step.exchanges.length, 0);
  const webhooks = steps.reduce((total, step) => total + step.deliveries.length, 0);
  return {
    number,
    anchor,
    href: fragment(anchor),
    id,
    name,
    requirements: requirements.map((requirement) => {
      const title = catalogue.get(requirement)?.title;
      return { id: requirement, href: title === undefined ? '' : requirementHref(requirement), title: title ?? '' };
    }),
    tags: tags.filter((tag) => !requirements.includes(tag.slice(1))).join(' '),
    stages: [...new Set(requirements.flatMap((each) => catalogue.get(each)?.stage ?? []))].join(' '),
    badge,
    time: durationMs === undefined ? '' : duration(durationMs),
    failure: view,
    message: view === undefined ? [] : linked(view.message),
    reason: badge.reason === undefined ? undefined : linked(badge.reason),
    cause,
    open: cause?.isExample ?? false,
    waivedBy: linked(waivedBy.join(', ')),
    evidence: [counted(exchanges, 'exchange'), ...(webhooks > 0 ? [counted(webhooks, 'webhook')] : [])].join(', '),
    result: scenario,
  };
}

export function detailsView({ anchor, failure, cause, message, result: { steps } }: ScenarioView): DetailsView {
  const failed = failure && { failure, cause, message };
  const failedAt = steps.findIndex(({ status }) => status === 'FAILED');
  const spans = timelineOf(steps);
  let number = 0;
  const next = (): string => `${anchor}/${(number += 1)}`;
  const spanOf = (of: object) => spans.get(of) ?? { left: '0', width: '0', pause: '' };
  return {
    failed: failedAt === -1 ? failed : undefined,
    timeline: spans.size > 1,
    steps: steps.map(({ status, keyword, text, durationMs, exchanges, deliveries }, index) => ({
      anchor: `${anchor}/step-${index + 1}`,
      failed: index === failedAt ? failed : undefined,
      badge: stepBadge(status),
      keyword,
      text,
      time: duration(durationMs),
      evidence: [
        ...exchanges.map((exchange) => exchangeView(exchange, { anchor: next(), span: spanOf(exchange) })),
        ...deliveries.map((delivery) => deliveryView(delivery, { anchor: next(), span: spanOf(delivery) })),
      ],
    })),
  };
}

const severity: readonly StateLook['tone'][] = ['bad', 'warn', 'quiet', 'good'];

/** What is unfolded first, and then the worst. */
export const bySeverity = (one: ScenarioView, other: ScenarioView): number =>
  Number(other.open) - Number(one.open) || severity.indexOf(one.badge.tone) - severity.indexOf(other.badge.tone);

export function badgeOf(outcome: Outcome): Badge {
  const state = stateOf(outcome);
  return { ...looks[state], state, reason: reasonOf(outcome) };
}

const actors: Readonly<Record<Failure['class'], string>> = {
  api: 'the API under test',
  integration: 'the integration',
  configuration: 'the configuration of this run',
  environment: 'the environment of this run',
  harness: 'nopan-certify itself',
};

export function failureView(failure: Failure): FailureView {
  const { message, expected, actual } = failure;
  return {
    ...failure,
    message: shortened(message, 800),
    ...(expected !== undefined && { expected: clip(expected) }),
    ...(actual !== undefined && { actual: clip(actual) }),
    actor: actors[failure.class],
  };
}

/** A status that only steps have looks like REVIEW, under its own name. */
function stepBadge(status: StepResult['status']): Badge {
  if (status === 'PASSED' || status === 'FAILED' || status === 'SKIPPED') {
    return badgeOf(
      status === 'SKIPPED'
        ? { status: 'FINISHED', result: status, reason: '' }
        : { status: 'FINISHED', result: status },
    );
  }
  const word = status.charAt(0) + status.slice(1).toLowerCase();
  return { ...looks.REVIEW, word, state: 'REVIEW', reason: undefined };
}
