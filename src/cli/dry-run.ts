import type { OwnChecks } from '../certification/own-checks.ts';
import type { PlannedScenario } from '../certification/run.ts';
import { requirementIds } from '../certification/tags.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import { counted } from '../certification/words.ts';
import { withoutControls } from '../report/text.ts';
import { runFeatures } from '../runner/run.ts';
import type { Selection } from '../runner/selection.ts';
import { guardExit } from './interruption.ts';
import { incomplete, problemLines, traceProblem } from './trace-problems.ts';

interface DryRun {
  readonly selection: Selection;
  readonly own: OwnChecks;
  /** Prints problems only. */
  readonly quiet?: boolean;
  readonly scenarios: readonly PlannedScenario[];
  /** Where the catalogue and the features do not fit together. */
  readonly mismatches: readonly TraceProblem[];
}

/** Lists what a run would do and whatever does not fit together; gives the exit code. Nothing is started or sent. */
export async function printDryRun({ selection, own, quiet, scenarios, mismatches }: DryRun): Promise<number> {
  // As long as nothing was checked, as when a step file ends the process.
  let exitCode = incomplete;
  guardExit(() => exitCode);
  const listener = { started() {}, finished() {} };
  const { recorder, done } = runFeatures({
    selection,
    own,
    listener,
    signal: new AbortController().signal,
  });
  await done;
  const problems = [
    ...recorder.faults.map(({ message }) => message),
    ...recorder.finished.flatMap(({ id, steps }) =>
      steps
        .filter(({ status }) => status === 'UNDEFINED' || status === 'AMBIGUOUS')
        .map(({ text, status }) => `${id}: the step "${text}" is ${status.toLowerCase()}.`),
    ),
    ...mismatches.map(traceProblem),
  ];
  if (quiet !== true) process.stdout.write(withoutControls(listing(scenarios)));
  process.stdout.write(problemLines(problems));
  exitCode = problems.length === 0 ? 0 : incomplete;
  return exitCode;
}

function listing(scenarios: readonly PlannedScenario[]): string {
  const features = [...new Set(scenarios.map(({ feature }) => feature))];
  const lines = features.flatMap((feature) => [
    feature,
    ...scenarios.filter((scenario) => scenario.feature === feature).map(line),
  ]);
  return `${[...lines, '', `${counted(scenarios.length, 'scenario', 'scenarios')} in ${counted(features.length, 'feature', 'features')}`].join('\n')}\n`;
}

const line = ({ id, name, tags }: PlannedScenario): string =>
  `  ${requirementIds(tags).join(' ').padEnd(8)}  ${name}  (${id})`;
