import type { Exchange, Failure, ScenarioResult, StepResult } from '../contract/types/result.ts';
import { failingStep } from './failing-step.ts';
import { groups } from './groups.ts';
import { membersIn } from './members.ts';
import { stateOf, type State } from './outcome.ts';
import { failedInPrecondition } from './precondition.ts';

/** The call that a failure is about, as its exchange has it. */
export interface FailedCall {
  /** Id of its exchange. */
  readonly exchange: string;
  /** The request spec, without its variant. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly reasonCode?: string;
  /** By which Nopan finds the call in its logs. */
  readonly callId?: string;
}

type Failed = { readonly steps: readonly StepResult[] };
type FailedScenario = ScenarioResult & { readonly failure: Failure };

/** A failure and every scenario that met it: what failed, where, with which status and reason code. */
export interface Cause {
  readonly state: State;
  /** It failed while the precondition of a scenario was being set up, so that no requirement is to blame. */
  readonly precondition: boolean;
  /** The first scenario that met it: its failure speaks for all of them. */
  readonly example: FailedScenario;
  readonly call?: FailedCall;
  readonly scenarios: readonly [FailedScenario, ...FailedScenario[]];
  /** Ids of all requirements that those scenarios cover, each once. */
  readonly requirements: readonly string[];
}

/**
 * The failures of a run by their cause, the cause of most scenarios first among those of one state. Waived failures are kept apart.
 *
 * @example causesOf(result.scenarios).map(({ scenarios, example }) => `${scenarios.length} × ${example.failure.message}`)
 */
export function causesOf(scenarios: readonly ScenarioResult[]): Cause[] {
  const failed = scenarios.filter((scenario): scenario is FailedScenario => scenario.failure !== undefined);
  const grouped = groups(failed, (scenario) =>
    [stateOf(scenario.outcome), scenario.waivedBy !== undefined, causeKey(scenario)].join('\n'),
  );
  return grouped
    .map(([, same]) => causeOf(same as [FailedScenario, ...FailedScenario[]]))
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state) || size(other) - size(one));
}

const order: readonly State[] = ['FAILED', 'FLAKY', 'BLOCKED', 'WARNING', 'REVIEW', 'SKIPPED', 'PASSED'];

const size = ({ scenarios }: Cause): number => scenarios.length;

function causeOf(scenarios: readonly [FailedScenario, ...FailedScenario[]]): Cause {
  const [example] = scenarios;
  const call = failedCall(example);
  return {
    state: stateOf(example.outcome),
    precondition: failedInPrecondition(example.steps),
    example,
    ...(call && { call }),
    scenarios,
    requirements: [...new Set(scenarios.flatMap(({ requirements }) => requirements))],
  };
}

/** What two scenarios have in common that failed for the same cause. */
export const causeKey = (scenario: Failed & { readonly failure?: Failure }): string =>
  scenario.failure === undefined ? '' : `${failedInPrecondition(scenario.steps)}\n${rootKey(scenario)}`;

/** The same, whether it was met in a precondition or in what the scenario is about. */
export function rootKey(scenario: Failed & { readonly failure?: Failure }): string {
  const { failure } = scenario;
  if (failure === undefined) return '';
  const call = failure.code === 'ERR_ASSERTION' ? failedCall(scenario) : undefined;
  const rejected = call?.status !== undefined && call.status >= 400;
  return [
    failure.code,
    general(failure.message),
    failure.where?.startsWith('/') ? failure.where : '',
    ...(call ? [call.operation] : []),
    ...(rejected ? [call.status, call.reasonCode ?? ''] : []),
  ].join('\n');
}

/** Of a message, in characters: one may quote a whole answer. */
const compared = 1000;

/** A message without what differs from call to call: which control request it was, names of operations, quoted values, ids, numbers. */
const general = (message: string): string =>
  message
    .slice(0, compared)
    .replace(/^The control request .*? failed: /, '')
    .replaceAll(/\b[a-z]+(?:\/[a-z-]+)+(?:#[\w-]+)?/g, '*')
    .replaceAll(/"[^"]*"/g, '"*"')
    .replaceAll(/[\w-]*\d[\w-]*/g, '#');

/** The last call of the step that failed, or of the last one before it that sent something. */
export function failedCall({ steps }: Failed): FailedCall | undefined {
  const exchange = failingStep({ steps })?.exchanges.at(-1);
  return exchange && callOf(exchange);
}

function callOf({ id, spec, request, response }: Exchange): FailedCall {
  const { method, url } = request;
  const of = (name: string): string | undefined => membersIn(response?.body ?? '', name)[0];
  const [reasonCode, callId] = [of('reasonCode'), of('callId')];
  return {
    exchange: id,
    operation: spec.split('#')[0] ?? spec,
    method,
    path: URL.canParse(url) ? new URL(url).pathname : url,
    ...(response && { status: response.status }),
    ...(reasonCode !== undefined && { reasonCode }),
    ...(callId !== undefined && { callId }),
  };
}
