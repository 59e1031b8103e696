import type { OwnChecks } from '../certification/own-checks.ts';
import type { PlannedScenario } from '../certification/run.ts';
import { requirementIds } from '../certification/tags.ts';
import { counted } from '../certification/words.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Selection } from '../runner/plan.ts';
import { withoutControls } from '../report/text.ts';
import { guardExit } from './interruption.ts';
import { runFeatures } from '../runner/run.ts';

interface DryRun {
  readonly selection: Selection;
  readonly own: OwnChecks;
  /** Prints problems only. */
  readonly quiet?: boolean;
  readonly plan: readonly PlannedScenario[];
  readonly catalogue: readonly Requirement[];
}

const incomplete = 4;

/** Lists what a run would do and whatever does not fit together; gives the exit code. Nothing is started or sent. */
export async function printDryRun({ selection, own, quiet, plan, catalogue }: DryRun): Promise<number> {
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
  const scenarios = plan.map((scenario) => recorder.features.scenarios.get(scenario.id) ?? scenario);
  const problems = [
    ...recorder.faults.map(({ message }) => message),
    ...recorder.finished.flatMap(({ id, steps }) =>
      steps
        .filter(({ status }) => status === 'UNDEFINED' || status === 'AMBIGUOUS')
        .map(({ text, status }) => `${id}: the step "${text}" is ${status.toLowerCase()}.`),
    ),
    ...mismatches(catalogue, [...recorder.features.scenarios.values()], selection.paths.length === 0),
  ];
  if (quiet !== true) process.stdout.write(withoutControls(listing(scenarios)));
  process.stdout.write(withoutControls(problems.map((problem) => `problem  ${problem}\n`).join('')));
  exitCode = problems.length === 0 ? 0 : incomplete;
  return exitCode;
}

/**
 * Where the catalogue and the features, selected or not, do not fit together.
 * @param complete whether these are all the features that there are
 */
function mismatches(
  catalogue: readonly Requirement[],
  scenarios: readonly PlannedScenario[],
  complete: boolean,
): string[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const named = new Set(scenarios.flatMap(({ tags }) => requirementIds(tags)));
  return [
    ...scenarios.filter(({ tags }) => requirementIds(tags).length === 0).map(({ id }) => `${id} names no requirement.`),
    ...[...named].filter((id) => !known.has(id)).map((id) => `@${id} is not in specs/requirements.yaml.`),
    ...catalogue
      .filter(({ id }) => complete && !named.has(id))
      .map(({ id, level }) => `${id} (${level}) has no scenario.`),
  ];
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
