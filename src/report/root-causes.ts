import { settingOf } from '../certification/cause-sentence.ts';
import { causesOf, failedCall, rootKey, type Cause, type FailedCall } from '../certification/causes.ts';
import { groups } from '../certification/groups.ts';
import { stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { ScenarioResult, Subject } from '../contract/types/result.ts';
import { looks } from './states.ts';

/** What several scenarios failed for, in whatever state they ended for it: failed, not exercised, with a warning. */
export interface RootCause {
  readonly parts: readonly [Cause, ...Cause[]];
  /** Its failure speaks for all of them. */
  readonly example: Cause['example'];
  readonly scenarios: readonly Cause['example'][];
  /** Ids, each once. */
  readonly requirements: readonly string[];
}

/** The failures of a run, each cause once: failed ones first, and the cause of most scenarios first among those. */
export function rootCauses(scenarios: readonly ScenarioResult[]): RootCause[] {
  const same = groups(causesOf(scenarios), ({ example }) => `${example.waivedBy !== undefined}\n${rootKey(example)}`);
  return same.map(([, all]) => {
    const parts = all as [Cause, ...Cause[]];
    return {
      parts,
      example: parts[0].example,
      scenarios: parts.flatMap((part) => part.scenarios),
      requirements: [...new Set(parts.flatMap((part) => part.requirements))],
    };
  });
}

/** `102 scenarios share one cause: POST /payments/initiate was rejected with 403 4971; processing account pa-1 (a.yaml:3:5)` */
export const sharedCause = (cause: RootCause, subject?: Subject): string =>
  `${counted(cause.scenarios.length, 'scenario')} share one cause: ${problemOf(cause, subject)}`;

/** The message of the failure, and the setting that it rests on, where that can be told. */
export const problemOf = ({ example }: RootCause, subject?: Subject): string =>
  `${example.failure.message}${settingOf(example, subject)}`;

/** `79 failed, 23 not exercised` */
export const statesOf = ({ parts }: RootCause): string => {
  const byState = groups(parts, ({ state }) => state);
  return byState
    .map(([, same]) => {
      const count = same.reduce((sum, part) => sum + part.scenarios.length, 0);
      return `${count} ${(same[0] ? looks[same[0].state].word : '').toLowerCase()}`;
    })
    .join(', ');
};

/** The step that failed by its place, `features/a.feature:61`; the scenario where no line of a step is known. */
export function failurePlace({ id, uri, steps }: ScenarioResult): string {
  const line = failedLine({ steps });
  return line === undefined ? id : `${uri}:${line}`;
}

/** The line of the step that did not pass. */
export const failedLine = ({ steps }: Pick<ScenarioResult, 'steps'>): number | undefined =>
  steps.find(({ status, line }) => line !== undefined && status !== 'PASSED' && status !== 'SKIPPED')?.line;

/** `POST /payments/initiate → 403 4971, callId 678c` */
export function callText(scenario: ScenarioResult): string | undefined {
  const call = failedCall(scenario);
  return call === undefined ? undefined : callWords(call);
}

function callWords({ method, path, status, reasonCode, callId }: FailedCall): string {
  // -1 says that there is nothing to say.
  const reason = reasonCode === undefined || reasonCode === '-1' ? '' : ` ${reasonCode}`;
  const outcome = status === undefined ? 'no response' : `${status}${reason}`;
  return `${method} ${path} → ${outcome}${callId === undefined ? '' : `, callId ${callId}`}`;
}

/** Flaky scenarios of which no try left a failure. */
export const flakyWithoutFailure = (scenarios: readonly ScenarioResult[]): ScenarioResult[] =>
  scenarios.filter(({ failure, outcome }) => failure === undefined && stateOf(outcome) === 'FLAKY');
