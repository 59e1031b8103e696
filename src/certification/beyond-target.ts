import type { Assumption, RequirementResult, ScenarioResult } from '../contract/types/result.ts';
import { stateOf } from './outcome.ts';

const needs = '@needs:';

/**
 * What a mock can do and no setting gives to any other target: organizations on demand, a clock that can be moved, and a payer who
 * declines or lets the time pass, for which no page of Nopan names an endpoint. Missing webhooks do not count, since naming a
 * public URL fixes that. Nor do approvals and arranged outcomes: Nopan's pages name both.
 */
const ofMocksOnly = ['control', 'clock', 'decline', 'expire'];

/** A target that sends no webhook for an outcome that a response already reported: no page promises one, and this setting says so. */
export const isSilent = (assumptions: readonly Pick<Assumption, 'id' | 'value'>[] = []): boolean =>
  assumptions.some(({ id, value }) => id === 'webhooks.synchronousOutcomes' && value === 'silent');

/** The ids of requirements each of whose scenarios was skipped and needs what only a mock can do, and this target cannot. */
export function beyondTarget(
  requirements: readonly RequirementResult[],
  scenarios: readonly ScenarioResult[],
  abilities: readonly string[] = ofMocksOnly,
  assumptions: readonly Assumption[] = [],
): string[] {
  const excused = isSilent(assumptions) ? [...ofMocksOnly, 'synchronous-webhooks'] : ofMocksOnly;
  const lacking = excused.filter((ability) => !abilities.includes(ability)).map((ability) => needs + ability);
  const isBeyond = ({ tags, outcome }: ScenarioResult): boolean =>
    stateOf(outcome) === 'SKIPPED' && tags.some((tag) => lacking.includes(tag));
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  return requirements
    .filter((requirement) => {
      const shown = requirement.scenarios.map((id) => byId.get(id) as ScenarioResult);
      // A user's scenario cannot cover a built-in requirement on any target.
      const counting = requirement.own === true ? shown : shown.filter((scenario) => scenario.own !== true);
      return counting.length > 0 && counting.every(isBeyond);
    })
    .map(({ id }) => id);
}

/** Whether a scenario needs what a target cannot do. */
export const lacking = (tags: readonly string[], abilities: readonly string[] | undefined): boolean =>
  abilities !== undefined && tags.some((tag) => tag.startsWith(needs) && !abilities.includes(tag.slice(needs.length)));
