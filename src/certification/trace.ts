import type { Requirement } from '../contract/types/requirements.ts';
import type { Outcome, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import type { PlannedScenario } from './run.ts';
import { requirementIds } from './tags.ts';

/** What the last run left of a scenario. */
export interface LastEvidence {
  readonly outcome: Outcome;
  /** RFC 3339; absent of one that never began. */
  readonly at?: string;
  readonly exchanges: number;
  readonly deliveries: number;
}

export interface RequirementTrace extends Requirement {
  /** Ids of the scenarios that show it. */
  readonly scenarios: readonly string[];
  /** How it came out in the last run. */
  readonly outcome?: Outcome;
  readonly attestation?: RequirementResult['attestation'];
}

export interface ScenarioTrace extends Pick<PlannedScenario, 'id' | 'name' | 'feature' | 'uri' | 'line'> {
  /** Ids of the requirements that it shows. */
  readonly requirements: readonly string[];
  readonly evidence?: LastEvidence;
}

/** What shows what, both ways. */
export interface Trace {
  readonly requirements: readonly RequirementTrace[];
  readonly scenarios: readonly ScenarioTrace[];
  /** The run that the evidence is of. */
  readonly run?: Pick<Result, 'verdict' | 'target' | 'finishedAt'>;
}

/** Lays requirements beside scenarios, and both beside what the last run made of them, if there was one. */
export function traceOf(
  catalogue: readonly Requirement[],
  scenarios: readonly PlannedScenario[],
  result: Result | undefined,
): Trace {
  const traced = scenarios.map((scenario) => scenarioTrace(scenario, result));
  return {
    requirements: catalogue.map((requirement) => requirementTrace(requirement, traced, result)),
    scenarios: traced,
    ...(result && { run: { verdict: result.verdict, target: result.target, finishedAt: result.finishedAt } }),
  };
}

function requirementTrace(
  requirement: Requirement,
  scenarios: readonly ScenarioTrace[],
  result: Result | undefined,
): RequirementTrace {
  const { outcome, attestation } = result?.requirements.find(({ id }) => id === requirement.id) ?? {};
  return {
    ...requirement,
    scenarios: scenarios.flatMap(({ id, requirements }) => (requirements.includes(requirement.id) ? [id] : [])),
    ...(outcome && { outcome }),
    ...(attestation && { attestation }),
  };
}

function scenarioTrace(scenario: PlannedScenario, result: Result | undefined): ScenarioTrace {
  const { id, name, feature, uri, line, tags } = scenario;
  // Lines move as a feature is written: what stands there now need not be what ran.
  const ran = result?.scenarios.find((other) => other.id === id && other.name === name);
  return {
    id,
    name,
    feature,
    uri,
    line,
    requirements: requirementIds(tags),
    ...(ran && { evidence: evidenceOf(ran) }),
  };
}

function evidenceOf({ outcome, startedAt, steps }: ScenarioResult): LastEvidence {
  return {
    outcome,
    ...(startedAt !== undefined && { at: startedAt }),
    exchanges: steps.flatMap(({ exchanges }) => exchanges).length,
    deliveries: steps.flatMap(({ deliveries }) => deliveries).length,
  };
}
