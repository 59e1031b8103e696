import { packageVersion } from '../cli/package-version.ts';
import type { PlannedScenario } from '../certification/run.ts';
import type { KillMatrix, Row } from '../contract/types/kill-matrix.ts';
import { loadCatalogues, namedDefects } from './catalogues.ts';
import { loadPlan } from '../runner/plan.ts';
import { everything } from '../runner/selection.ts';
import { dealtTo, type Shard } from '../runner/shard.ts';
import { matrixOf } from './matrix.ts';
import type { Progress } from './progress.ts';
import { rowOf } from './row.ts';
import { sampleOf, scenariosFor, scenariosOf } from './selection.ts';
import type { Observation, Trial } from './trial.ts';
import { runTrials } from './workers.ts';

export interface KillMatrixOptions {
  /** Ids of the defects to try; none: all. */
  readonly names: readonly string[];
  /** Whether everything is run against each, and not only against a sample. */
  readonly whole: boolean;
  /** The part of the defects against which more is run than what must notice them; absent: all. */
  readonly controls?: Shard;
  readonly processes: number;
  readonly progress: (defects: number) => Progress;
}

/** Tries whether each defect is noticed by the requirement that it violates, and the mock without defects by none. */
export async function killMatrix({
  names,
  whole,
  controls = { index: 1, total: 1 },
  processes,
  progress: start,
}: KillMatrixOptions): Promise<KillMatrix> {
  const startedAt = performance.now();
  const { catalogue, defects } = loadCatalogues();
  const wanted = namedDefects(names, defects);
  const { scenarios } = await loadPlan(everything);
  const controlled = new Set(dealtTo(controls, wanted));
  const sample = whole ? new Set(wanted.map(({ id }) => id)) : sampleOf(defects, catalogue);
  const unbroken: Trial = { scenarios };
  const broken = wanted.map((defect) => {
    const all = sample.has(defect.id) && controlled.has(defect);
    const part = controlled.has(defect) ? scenariosFor(defect, catalogue, scenarios) : scenariosOf(defect, scenarios);
    return { defect, whole: all, trial: { defect: defect.id, scenarios: all ? scenarios : part } };
  });

  const rows = new Map<string, Row>();
  let sound: Observation | undefined;
  const progress = start(wanted.length);
  await runTrials(longestFirst([unbroken, ...broken.map(({ trial }) => trial)]), processes, (trial, observation) => {
    const attempt = broken.find(({ defect }) => defect.id === trial.defect);
    if (attempt === undefined) {
      sound = observation;
      return;
    }
    const row = rowOf({ ...attempt, observation }, catalogue);
    rows.set(row.id, row);
    progress.finished(row);
  });
  progress.end();
  return matrixOf({
    version: packageVersion(),
    rows: wanted.flatMap(({ id }) => rows.get(id) ?? []),
    unbroken: { trial: unbroken, observation: sound as Observation },
    durationMs: performance.now() - startedAt,
  });
}

/** So that no process is left alone with a long one at the end. */
const longestFirst = (trials: readonly Trial[]): Trial[] => trials.toSorted((one, other) => size(other) - size(one));

const size = ({ scenarios }: { readonly scenarios: readonly PlannedScenario[] }): number => scenarios.length;
