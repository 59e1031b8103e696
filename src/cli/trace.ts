import { traceOf } from '../certification/trace.ts';
import { requirementsFile } from '../contract/locations.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { jsonText } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { readFeatures } from '../runner/features.ts';
import { traceability } from '../runner/traceability.ts';
import { wantsColour } from './colours.ts';
import { featurePaths } from './feature-paths.ts';
import { lastResult } from './last-result.ts';
import { incomplete, problemLines, traceProblem } from './trace-problems.ts';
import { traceText } from './trace-text.ts';

export interface TraceSettings {
  readonly out: string;
  readonly json?: boolean;
}

/** `nopan-certify trace`: which scenario shows which requirement, with the last evidence, and where they do not fit together. */
export async function trace(features: readonly string[], { out, json = false }: TraceSettings): Promise<void> {
  const { schemas } = loadSpecification();
  const catalogue = loadRequirements(requirementsFile, schemas);
  const written = await readFeatures(featurePaths(features));
  const problems = traceability({ catalogue, schemas }, written);
  const traced = traceOf(catalogue, written, lastResult(out, schemas));
  process.stdout.write(
    json
      ? jsonText({ ...traced, problems })
      : traceText(traced, painter(wantsColour(process.stdout))) + problemLines(problems.map(traceProblem)),
  );
  process.exitCode = problems.length === 0 ? 0 : incomplete;
}
