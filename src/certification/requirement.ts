import type { Attestations } from '../contract/requirements.ts';
import type { Catalogued } from '../contract/catalogue.ts';
import type { Outcome, RequirementResult, ScenarioResult } from '../contract/types/result.ts';
import { notUsed } from './applicability.ts';
import { flaky, judged, notJudged, reasonOf, stateOf, type State } from './outcome.ts';

/** The weightiest state among a requirement's scenarios decides; a skipped one hides no passed one. */
const weight: readonly State[] = [
  'FAILED',
  'FLAKY',
  'WARNING',
  'INTERRUPTED',
  'NOT_RUN',
  'REVIEW',
  'PASSED',
  'SKIPPED',
];

/**
 * A scenario of the user's own shows no requirement of ours: nobody has looked at what it demands, and step files of theirs may say anything.
 * It fails one all the same.
 */
const canOnlyFail = ({ outcome }: ScenarioResult): boolean => !['PASSED', 'SKIPPED'].includes(stateOf(outcome));

/** What a requirement's scenarios show together. */
export function judgeRequirement(
  requirement: Catalogued,
  scenarios: readonly ScenarioResult[],
  applies: boolean,
  attestations: Attestations = {},
): RequirementResult {
  const own = scenarios.filter(({ requirements }) => requirements.includes(requirement.id));
  const judgement = {
    ...requirement,
    outcome: outcomeOf(requirement, own, applies),
    scenarios: own.map(({ id }) => id),
  };
  const { review, id } = requirement;
  const attestation = review && attestations[id];
  if (review === undefined || own.length > 0 || !applies) return judgement;
  const reason = attestation
    ? `attested by ${attestation.by} on ${attestation.date}: ${attestation.note}`
    : `left to a person, since ${review.because}`;
  return { ...judgement, outcome: notJudged('REVIEW', reason), ...(attestation && { attestation }) };
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
  if (state === 'REVIEW' || state === 'SKIPPED') return notJudged(state, reasons(own, state));
  return { status: state ?? 'NOT_RUN' };
}

function reasons(scenarios: readonly ScenarioResult[], state: State): string {
  const same = scenarios.filter(({ outcome }) => stateOf(outcome) === state);
  const all = [...new Set(same.flatMap(({ outcome }) => reasonOf(outcome) ?? []))];
  // A longer reason that begins with another one names what it lacks besides, which says nothing more.
  return all.filter((reason) => !all.some((other) => other !== reason && reason.startsWith(other))).join('; ');
}
