import type { OwnChecks } from '../certification/own-checks.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import { loadSpecification, type Specification } from '../conversation/specification.ts';
import { seededRandomness, systemRandomness } from '../randomness.ts';
import { settledOrder, type Order } from '../runner/order.ts';
import { loadPlan, type Plan } from '../runner/plan.ts';
import type { Selection } from '../runner/selection.ts';
import { staticProblems } from './own-problems.ts';
import { ownChecks, resolved, takingPart, typed } from './own-checks.ts';
import type { RunSettings } from './run-settings.ts';

/** What a run is about to do, settled before anything is sent. */
export interface RunPlan {
  readonly selection: Selection;
  readonly order: Order;
  readonly specification: Specification;
  readonly catalogue: readonly Requirement[];
  readonly plan: Plan;
  /** The user's own folders, as results name them. */
  readonly own: OwnChecks;
  /** The same, by absolute paths. */
  readonly folders: OwnChecks;
  /** Those of `own` from which something takes part in the run. */
  readonly participating: OwnChecks;
  /** What is wrong with requirements, tags and variables. */
  readonly problems: readonly TraceProblem[];
}

/** @throws as {@link ownChecks}, {@link loadSpecification}, {@link loadCatalogue} and {@link loadPlan} do */
export async function planRun(paths: readonly string[], settings: RunSettings): Promise<RunPlan> {
  const own = typed(ownChecks(settings));
  const folders = resolved(own);
  const { seed, shard } = settings;
  const selection: Selection = {
    paths,
    tags: settings.tags ?? '',
    names: settings.name ?? [],
    ...(folders.features !== undefined && { ownFeatures: folders.features }),
    ...(shard && { shard }),
  };
  const specification = loadSpecification(undefined, folders.specs);
  const { schemas } = specification;
  const catalogue = loadCatalogue(schemas, folders.specs);
  const plan = await loadPlan(selection);
  return {
    ...{ selection, specification, catalogue, plan, own, folders },
    order: settledOrder(settings.order, seed === undefined ? systemRandomness : seededRandomness(seed)),
    participating: takingPart(own, plan),
    problems: staticProblems({ specification, catalogue, written: plan.written, folders }),
  };
}
