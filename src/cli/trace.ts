import { traceOf } from '../certification/trace.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { jsonText } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { readEverything } from '../runner/plan.ts';
import { checkSteps } from '../runner/step-check.ts';
import { wantsColour } from './colours.ts';
import { lastResult } from './last-result.ts';
import { resultReader } from './result-file.ts';
import { ownChecks, ownStepsOf, resolved } from './own-checks.ts';
import { staticProblems } from './own-problems.ts';
import { exitCodeFor, problemLines } from './trace-problems.ts';
import { traceText } from './trace-text.ts';

export interface TraceSettings {
  readonly config?: string;
  readonly features?: string;
  readonly specs?: string;
  readonly steps?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `nopan-certify trace`: which scenario shows which requirement, with the last evidence, and where they do not fit together. */
export async function trace(
  paths: readonly string[],
  { out, json = false, ...settings }: TraceSettings,
): Promise<void> {
  const folders = resolved(ownChecks(settings));
  const specification = loadSpecification(undefined, folders.specs);
  const catalogue = loadCatalogue(specification.schemas, folders.specs);
  const reading = await readEverything(paths, folders.features);
  const written = reading.scenarios;
  const steps = await checkSteps({
    ...{ written, scenarios: written.filter(({ own }) => own === true) },
    ...ownStepsOf(folders, reading),
  });
  const problems = [...staticProblems({ specification, catalogue, written, folders }), ...steps.problems];
  const traced = traceOf(catalogue, written, lastResult(out, await resultReader()));
  process.stdout.write(
    json
      ? jsonText({ ...traced, problems })
      : traceText(traced, painter(wantsColour(process.stdout))) + problemLines(problems),
  );
  process.exitCode = exitCodeFor(problems);
}
