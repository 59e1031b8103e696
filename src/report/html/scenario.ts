import { reasonOf, stateOf, type State } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { Failure, Outcome, RequirementResult, ScenarioResult, StepResult } from '../../contract/types/result.ts';
import { looks, type StateLook } from '../states.ts';
import { duration, shortened } from '../text.ts';
import { fragment } from './anchors.ts';
import { clip, deliveryView, exchangeView, type EvidenceView } from './evidence.ts';
import { timelineOf } from './timeline.ts';

export interface Badge extends StateLook {
  readonly state: State;
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
  readonly tags: string;
  readonly requirements: readonly string[];
  /** The stages of its requirements, with spaces between. */
  readonly stages: string;
  readonly badge: Badge;
  readonly time: string;
  readonly failure: FailureView | undefined;
  /** Of which requirements waivers keep its failure from deciding. */
  readonly waivedBy: string;
  /** How many exchanges and webhooks it left. */
  readonly evidence: string;
  readonly result: ScenarioResult;
}

/** What it says then. */
export interface DetailsView {
  readonly steps: readonly StepView[];
  /** Whether there is enough to be drawn on an axis of time. */
  readonly timeline: boolean;
}

interface StepView {
  readonly anchor: string;
  readonly badge: Badge;
  readonly keyword: string;
  readonly text: string;
  readonly time: string;
  readonly evidence: readonly EvidenceView[];
}

export function scenarioView(
  scenario: ScenarioResult,
  { anchor, number }: Pick<ScenarioView, 'anchor' | 'number'>,
  catalogue: ReadonlyMap<string, RequirementResult>,
): ScenarioView {
  const { id, name, tags, requirements, outcome, durationMs, steps, failure, waivedBy = [] } = scenario;
  const exchanges = steps.reduce((total, step) => total + step.exchanges.length, 0);
  const webhooks = steps.reduce((total, step) => total + step.deliveries.length, 0);
  return {
    number,
    anchor,
    href: fragment(anchor),
    id,
    name,
    requirements,
    tags: tags.join(' '),
    stages: [...new Set(requirements.flatMap((each) => catalogue.get(each)?.stage ?? []))].join(' '),
    badge: badgeOf(outcome),
    time: durationMs === undefined ? '' : duration(durationMs),
    failure: failure && failureView(failure),
    waivedBy: waivedBy.join(', '),
    evidence: [counted(exchanges, 'exchange'), ...(webhooks > 0 ? [counted(webhooks, 'webhook')] : [])].join(', '),
    result: scenario,
  };
}

export function detailsView({ anchor, result: { steps } }: ScenarioView): DetailsView {
  const spans = timelineOf(steps);
  let number = 0;
  const next = (): string => `${anchor}/${(number += 1)}`;
  const spanOf = (of: object) => spans.get(of) ?? { left: '0', width: '0', pause: '' };
  return {
    timeline: spans.size > 1,
    steps: steps.map(({ status, keyword, text, durationMs, exchanges, deliveries }, index) => ({
      anchor: `${anchor}/step-${index + 1}`,
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

/** The worst first. */
export const bySeverity = (one: ScenarioView, other: ScenarioView): number =>
  severity.indexOf(one.badge.tone) - severity.indexOf(other.badge.tone);

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
