import { reasonOf, stateOf, type State } from '../../certification/outcome.ts';
import { counted } from '../../certification/words.ts';
import type { Failure, Outcome, ScenarioResult, StepResult } from '../../contract/types/result.ts';
import { looks, type StateLook } from '../states.ts';
import { duration, shortened } from '../text.ts';
import { clip, deliveryView, exchangeView, type DeliveryView, type ExchangeView } from './evidence.ts';

export interface Badge extends StateLook {
  readonly state: State;
  readonly reason: string | undefined;
}

export interface FailureView extends Failure {
  /** Who has to act, in words. */
  readonly actor: string;
}

interface StepView {
  readonly badge: Badge;
  readonly keyword: string;
  readonly text: string;
  readonly time: string;
  readonly exchanges: readonly ExchangeView[];
  readonly deliveries: readonly DeliveryView[];
}

export interface ScenarioView {
  readonly anchor: string;
  /** Its place among all scenarios, counted from 1. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly tags: string;
  readonly requirements: readonly string[];
  readonly badge: Badge;
  readonly time: string;
  readonly failure: FailureView | undefined;
  /** Of which requirements waivers keep its failure from deciding. */
  readonly waivedBy: string;
  readonly steps: readonly StepView[];
  /** How many exchanges and webhooks it left. */
  readonly evidence: string;
}

export function scenarioView(scenario: ScenarioResult, index: number): ScenarioView {
  const { id, name, tags, requirements, outcome, durationMs, steps, failure, waivedBy = [] } = scenario;
  const exchanges = steps.reduce((total, step) => total + step.exchanges.length, 0);
  const webhooks = steps.reduce((total, step) => total + step.deliveries.length, 0);
  return {
    ...{ id, name, requirements },
    number: index + 1,
    anchor: `scenario-${index + 1}`,
    tags: tags.join(' '),
    badge: badgeOf(outcome),
    time: durationMs === undefined ? '' : duration(durationMs),
    failure: failure && failureView(failure),
    waivedBy: waivedBy.join(', '),
    steps: steps.map(stepView),
    evidence: [counted(exchanges, 'exchange'), ...(webhooks > 0 ? [counted(webhooks, 'webhook')] : [])].join(', '),
  };
}

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

function stepView({ status, keyword, text, durationMs, exchanges, deliveries }: StepResult): StepView {
  return {
    ...{ keyword, text, badge: stepBadge(status), time: duration(durationMs) },
    exchanges: exchanges.map(exchangeView),
    deliveries: deliveries.map(deliveryView),
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
