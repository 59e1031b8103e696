import type { Failure, ScenarioResult, Subject } from '../contract/types/result.ts';
import { failingStep } from './failing-step.ts';
import { membersIn } from './members.ts';
import { reasonOf, stateOf } from './outcome.ts';
import type { Cause } from './causes.ts';
import { counted, list } from './words.ts';

/**
 * A cause as one reason of a verdict.
 *
 * @param subject names the rejected setting of the configuration, if it is known
 * @example causeSentence('Failed', cause) // 'Failed: 12 scenarios share one cause: payments/capture was rejected with 422 5002: PAY-05, PAY-06'
 */
export function causeSentence(word: string, cause: Cause, subject?: Subject): string {
  const { scenarios, example, requirements } = cause;
  const what = `${fullMessage(example)}${settingOf(example, subject)}`;
  const covered = requirements.length === 0 ? '' : `: ${list(requirements)}`;
  return scenarios.length === 1
    ? `${scenarioSubject(word, example)}: ${what}`
    : `${word}: ${counted(scenarios.length, 'scenario')} share one cause: ${what}${covered}`;
}

/** `Failed: PAY-12: Refunds add up (features/payments/refund.feature:58)` */
export function scenarioSubject(word: string, { id, name, requirements }: ScenarioResult): string {
  const subject = [word, ...(requirements.length > 0 ? [list(requirements)] : []), name].join(': ');
  return `${subject} (${id})`;
}

/** Of a flaky scenario also how its tries differ. */
function fullMessage({ outcome, failure }: ScenarioResult): string {
  const reason = stateOf(outcome) === 'FLAKY' ? reasonOf(outcome) : undefined;
  return [reason, failure?.message].filter(Boolean).join('; ') || 'no reason recorded';
}

/** The setting that a rejected call rests on: Nopan's 403 says only that something is not allowed. */
export function settingOf(scenario: ScenarioResult & { readonly failure?: Failure }, subject?: Subject): string {
  const exchange = failingStep(scenario)?.exchanges.at(-1);
  if (exchange?.response?.status !== 403 || scenario.failure?.message.includes(' 403') !== true) return '';
  const used = membersIn(exchange.request.body, 'processingAccountId');
  const account = subject?.processingAccounts?.find(({ id }) => used.includes(id));
  if (account === undefined) return '';
  return `; processing account ${account.id}${account.where === undefined ? '' : ` (${account.where})`}`;
}

/** Who has to act: a processing account that is not allowed is the configuration's fault, and not that of the API that rejects it. */
export const classOf = (
  scenario: ScenarioResult & { readonly failure: Failure },
  subject?: Subject,
): Failure['class'] => (settingOf(scenario, subject) === '' ? scenario.failure.class : 'configuration');
