import type { RequirementResult, ScenarioResult } from '../contract/types/result.ts';
import { lastWaiverDay, waiverDays } from '../contract/said-by-person.ts';
import type { Waivers } from '../contract/waivers.ts';
import { reasonOf, stateOf } from './outcome.ts';
import type { Run } from './run.ts';
import { aboutConversation } from './scenario.ts';
import { fallsShort, type Due } from './shortfall.ts';

export interface WaiverTerms extends Due {
  readonly waivers: Waivers;
  /** The day of the run, `2026-11-25`. */
  readonly day: string;
  /** Whether a part of what shows the requirements was not run. */
  readonly partial: boolean;
}

type Waiver = NonNullable<RequirementResult['waiver']>;

/** The requirements, each with its waiver and what that is worth today. */
export const withWaivers = (requirements: readonly RequirementResult[], terms: WaiverTerms): RequirementResult[] =>
  requirements.map((requirement) => {
    const waiver = terms.waivers[requirement.id];
    return waiver === undefined
      ? requirement
      : { ...requirement, waiver: { ...waiver, standing: standing(waiver.expires, requirement, terms) } };
  });

/** The waivers that requirements were judged with. */
export const waiversOf = (requirements: readonly RequirementResult[]): Waivers =>
  Object.fromEntries(
    requirements.flatMap(({ id, waiver }) => {
      if (waiver === undefined) return [];
      const { owner, reason, reference, expires } = waiver;
      return [[id, { owner, reason, reference, expires }]];
    }),
  );

function standing(expires: string, requirement: RequirementResult, terms: WaiverTerms): Waiver['standing'] {
  if (expires < terms.day) return 'EXPIRED';
  if (expires > lastWaiverDay(terms.day)) return 'TOO_LONG';
  if (fallsShort(requirement, terms)) return 'APPLIED';
  return terms.partial ? 'UNDECIDED' : 'UNUSED';
}

/** A part of the plan says nothing about what the rest of it would show. */
export const isPartial = ({ leftOut, shard, interrupted }: Run, scenarios: readonly ScenarioResult[]): boolean =>
  interrupted ||
  leftOut.length > 0 ||
  (shard?.elsewhere.length ?? 0) > 0 ||
  scenarios.some(({ outcome }) => outcome.status !== 'FINISHED');

export const isWaived = ({ waiver }: RequirementResult): boolean => waiver?.standing === 'APPLIED';

/**
 * The scenarios, those marked that failed, or are flaky, by requirements that are all waived. A fault of the environment or of the harness is no
 * matter of a requirement, and is not excused.
 */
export function withExcuses(
  scenarios: readonly ScenarioResult[],
  requirements: readonly RequirementResult[],
): ScenarioResult[] {
  const waived = requirements.filter(isWaived).map(({ id }) => id);
  if (waived.length === 0) return [...scenarios];
  const optional = requirements.filter(({ level }) => level !== 'MUST').map(({ id }) => id);
  return scenarios.map((scenario) => {
    const { requirements: ids } = scenario;
    if (!isExcusable(scenario)) return scenario;
    const mandatory = ids.filter((id) => !optional.includes(id));
    const decisive = mandatory.length > 0 ? mandatory : ids;
    const excused = decisive.length > 0 && decisive.every((id) => waived.includes(id));
    return excused ? { ...scenario, waivedBy: decisive } : scenario;
  });
}

const isExcusable = ({ outcome, failure }: ScenarioResult): boolean =>
  failure === undefined ? stateOf(outcome) === 'FLAKY' : aboutConversation(failure);

/** Each waiver that kept something from the verdict, in a sentence. */
export const waiverSentences = (requirements: readonly RequirementResult[]): string[] =>
  requirements.filter(isWaived).map(({ id, title, outcome, waiver, review, attestation }) => {
    const { owner, reason, reference, expires } = waiver as Waiver;
    const unattested = review !== undefined && attestation === undefined;
    const state = unattested ? 'nobody has attested' : ended[stateOf(outcome)](reasonOf(outcome) ?? '');
    return `Waived until ${expires} by ${owner} (${reference}): ${id}, ${title}, which ${state}: ${reason}`;
  });

/** Waivers that nobody may rely on: each fails the run. */
export const brokenWaivers = (requirements: readonly RequirementResult[]): string[] =>
  requirements.flatMap(({ id, outcome, waiver }) => {
    if (waiver?.standing === 'EXPIRED') {
      return [`The waiver of ${id} expired on ${waiver.expires}: ${waiver.owner} has to renew or remove it.`];
    }
    if (waiver?.standing === 'TOO_LONG') {
      return [
        `The waiver of ${id} holds until ${waiver.expires}, more than the ${waiverDays} days allowed: ${waiver.owner} has to shorten it.`,
      ];
    }
    if (waiver?.standing !== 'UNUSED') return [];
    const state = ended[stateOf(outcome)](reasonOf(outcome) ?? '');
    return [`The waiver of ${id} matches nothing, since it ${state}: ${waiver.owner} has to remove it.`];
  });

const ended: Record<ReturnType<typeof stateOf>, (reason: string) => string> = {
  PASSED: () => 'passed',
  FAILED: () => 'failed',
  FLAKY: (reason) => `is flaky (${reason})`,
  WARNING: () => 'met a warning',
  REVIEW: (reason) => `is to review (${reason})`,
  SKIPPED: (reason) => `was skipped (${reason})`,
  BLOCKED: (reason) => `was not exercised (${reason})`,
  NOT_RUN: () => 'was not exercised',
  INTERRUPTED: () => 'was cut short',
};
