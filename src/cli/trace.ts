import { traceOf } from '../certification/trace.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { jsonText } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { readEverything } from '../runner/plan.ts';
import { traceability } from '../runner/traceability.ts';
import { wantsColour } from './colours.ts';
import { lastResult } from './last-result.ts';
import { resultReader } from './result-file.ts';
import { ownChecks, resolved } from './own-checks.ts';
import { incomplete, problemLines, traceProblem } from './trace-problems.ts';
import { traceText } from './trace-text.ts';

export interface TraceSettings {
  readonly features?: string;
  readonly specs?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `nopan-certify trace`: which scenario shows which requirement, with the last evidence, and where they do not fit together. */
export async function trace(
  paths: readonly string[],
  { out, json = false, ...settings }: TraceSettings,
): Promise<void> {
  const { features, specs } = resolved(ownChecks(settings));
  const { schemas } = loadSpecification(undefined, specs);
  const catalogue = loadCatalogue(schemas, specs);
  const { scenarios: written } = await readEverything(paths, features);
  const problems = traceability({ catalogue, schemas, ownSpecs: specs }, written);
  const traced = traceOf(catalogue, written, lastResult(out, await resultReader()));
  process.stdout.write(
    json
      ? jsonText({ ...traced, problems })
      : traceText(traced, painter(wantsColour(process.stdout))) + problemLines(problems.map(traceProblem)),
  );
  process.exitCode = problems.length === 0 ? 0 : incomplete;
}
