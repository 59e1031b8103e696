import type { Attestations } from '../contract/requirements.ts';
import type { Catalogued } from '../contract/catalogue.ts';
import { attestable } from '../contract/said-by-person.ts';
import type { Outcome, RequirementResult, ScenarioResult } from '../contract/types/result.ts';
import { notUsed } from './applicability.ts';
import { flaky, judged, notJudged, reasonOf, stateOf, type State } from './outcome.ts';

export interface Attested {
  readonly attestations?: Attestations | undefined;
  /** The day of the run, `2026-11-25`: attestations from the future, or more than a year old, do not count. */
  readonly day?: string | undefined;
}

/** The weightiest state among a requirement's scenarios decides; a skipped one hides no passed one. */
const weight: readonly State[] = [
  'FAILED',
  'FLAKY',
  'WARNING',
  'INTERRUPTED',
  'NOT_RUN',
  'BLOCKED',
  'REVIEW',
  'PASSED',
  'SKIPPED',
];

/**
 * A user's scenario cannot cover a built-in requirement: nobody has reviewed it, and its step files may report anything.
 * It can fail one.
 */
const canOnlyFail = ({ outcome }: ScenarioResult): boolean => !['PASSED', 'SKIPPED'].includes(stateOf(outcome));

/** What a requirement's scenarios show together. */
export function judgeRequirement(
  requirement: Catalogued,
  scenarios: readonly ScenarioResult[],
  applies: boolean,
  { attestations = {}, day }: Attested = {},
): RequirementResult {
  const own = scenarios.filter(({ requirements }) => requirements.includes(requirement.id));
  const judgement = {
    ...requirement,
    outcome: outcomeOf(requirement, own, applies),
    scenarios: own.map(({ id }) => id),
  };
  const { review, id } = requirement;
  const given = review && attestations[id];
  const attestation = given && isCurrent(given.date, day) ? given : undefined;
  if (review === undefined || own.length > 0 || !applies) return judgement;
  const reason = attestation
    ? `attested by ${attestation.by} on ${attestation.date}: ${attestation.note}`
    : leftText(review.because, given);
  return { ...judgement, outcome: notJudged('REVIEW', reason), ...(attestation && { attestation }) };
}

const isCurrent = (date: string, day: string | undefined): boolean => {
  if (day === undefined) return true;
  const { first, last } = attestable(day);
  return date >= first && date <= last;
};

function leftText(because: string, outdated: Attestations[string] | undefined): string {
  const left = `needs a manual attestation: ${because}`;
  return outdated === undefined
    ? left
    : `${left}; the attestation by ${outdated.by} of ${outdated.date} does not count`;
}

function outcomeOf(
  { level, applies, own: isOwn }: Catalogued,
  all: readonly ScenarioResult[],
  applicable: boolean,
): Outcome {
  const own = all.filter((scenario) => isOwn === true || scenario.own !== true || canOnlyFail(scenario));
  const states = own.map(({ outcome }) => stateOf(outcome));
  const state = weight.find((candidate) => states.includes(candidate));
  if (state === 'FAILED') return judged(level === 'MUST' ? 'FAILED' : 'WARNING');
  if (state === 'FLAKY') return flaky(reasons(own, state));
  if (state === 'WARNING' || state === 'PASSED') return judged(state);
  if (!applicable) return notJudged('SKIPPED', notUsed(applies));
  if (state === 'REVIEW' || state === 'SKIPPED' || state === 'BLOCKED') return notJudged(state, reasons(own, state));
  return { status: state ?? 'NOT_RUN' };
}

function reasons(scenarios: readonly ScenarioResult[], state: State): string {
  const same = scenarios.filter(({ outcome }) => stateOf(outcome) === state);
  const all = [...new Set(same.flatMap(({ outcome }) => reasonOf(outcome) ?? []))];
  // A longer reason that begins with another one names what it lacks besides, which says nothing more.
  return all.filter((reason) => !all.some((other) => other !== reason && reason.startsWith(other))).join('; ');
}
