import type { Defect } from '../contract/types/defects.ts';
import type { Row } from '../contract/types/kill-matrix.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import { judge, type Judgement } from './judge.ts';
import type { FailedScenario, Observation, Trial } from './trial.ts';

/** A run against the mock that is broken in one way. */
export interface Attempt {
  readonly defect: Defect;
  readonly trial: Trial;
  readonly observation: Observation;
  /** Whether everything was run. */
  readonly whole: boolean;
}

/** A defect's line of the kill matrix. */
export function rowOf({ defect, trial, observation, whole }: Attempt, catalogue: readonly Requirement[]): Row {
  const { id, title, operator, requirement, also } = defect;
  const judgement = judge(defect, observation, catalogue);
  return {
    id,
    title,
    operator,
    requirement,
    ...(also && { also }),
    whole,
    scenarios: trial.scenarios.length,
    ...judgement,
    failures: observation.failures.map((failure) => ({ ...failure, requirements: [...failure.requirements] })),
    repeat: repeatOf(defect, judgement, observation.failures),
    durationMs: observation.durationMs,
  };
}

/** What shows it again: a scenario that should not have failed; else all that should have. */
function repeatOf(
  { id, requirement, also = [] }: Defect,
  { verdict, unrelated }: Judgement,
  failures: readonly FailedScenario[],
): string {
  const related = [requirement, ...also];
  const strange = failures.find(
    ({ requirements }) =>
      requirements.some((each) => unrelated.includes(each)) && !requirements.some((each) => related.includes(each)),
  );
  return verdict === 'unrelated' && strange !== undefined
    ? strange.repeat
    : `npx --no nopan-certify run --tags @${requirement} --defect ${id}`;
}
