import type { FailedScenario } from './trial.ts';

/**
 * Whether one scenario failed by what another failed by: the same of the same call was found wrong. Then the first was not judged
 * by what it is about, but stopped on its way there: a capture cannot be shown where no answer that starts a payment is to be
 * trusted.
 */
export function hasSymptomOf(one: FailedScenario, other: FailedScenario): boolean {
  return one.code === other.code && sameDemand(one, other) && plain(one).endsWith(plain(other));
}

/** Most assertions are told apart by what they expect; what is expected of a signature or a digest is another value each time. */
function sameDemand(one: FailedScenario, other: FailedScenario): boolean {
  return one.code !== 'ERR_ASSERTION' || one.expected === other.expected;
}

/** Ignores variants; the failure of a control request has a prefix. */
const plain = ({ message }: FailedScenario): string => message.replaceAll(/#[\w+-]+/g, '');
