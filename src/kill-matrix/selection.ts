import type { PlannedScenario } from '../certification/run.ts';
import { requirementIds } from '../certification/tags.ts';
import type { Defect } from '../contract/types/defects.ts';
import type { Requirement } from '../contract/types/requirements.ts';

/** A requirement that may fail by a defect, and whose scenarios may fail with it: the one violated, and those that need what is broken. */
export const concerned = ({ requirement, also = [] }: Pick<Defect, 'requirement' | 'also'>): string[] => [
  requirement,
  ...also,
];

/**
 * The scenarios that can notice a defect, and a control of each other mandatory requirement, which must not: the first of its
 * scenarios that has nothing to do with what is broken.
 */
export function scenariosFor(
  defect: Pick<Defect, 'requirement' | 'also'>,
  catalogue: readonly Requirement[],
  scenarios: readonly PlannedScenario[],
): PlannedScenario[] {
  const touched = concerned(defect);
  const unrelated = scenarios.filter(({ tags }) => !requirementIds(tags).some((id) => touched.includes(id)));
  const chosen = new Set(scenariosOf(defect, scenarios));
  const controlled = new Set<string>();
  for (const { id } of catalogue.filter(({ level }) => level === 'MUST')) {
    const control = controlled.has(id) ? undefined : unrelated.find(({ tags }) => requirementIds(tags).includes(id));
    if (control === undefined) continue;
    chosen.add(control);
    for (const shown of requirementIds(control.tags)) controlled.add(shown);
  }
  return scenarios.filter((scenario) => chosen.has(scenario));
}

/** The scenarios that can notice a defect. */
export const scenariosOf = (
  { requirement }: Pick<Defect, 'requirement'>,
  scenarios: readonly PlannedScenario[],
): PlannedScenario[] => scenarios.filter(({ tags }) => requirementIds(tags).includes(requirement));

/** Ids of the defects that everything is run against: the first of each stage, by the requirement that it violates. */
export function sampleOf(defects: readonly Defect[], catalogue: readonly Requirement[]): Set<string> {
  const stages = new Map(catalogue.map(({ id, stage }) => [id, stage]));
  const first = new Map<string | undefined, string>();
  for (const { id, requirement } of defects) {
    const stage = stages.get(requirement);
    if (!first.has(stage)) first.set(stage, id);
  }
  return new Set(first.values());
}
