import type { OwnChecks } from '../certification/own-checks.ts';
import type { PlannedScenario } from '../certification/run.ts';
import { requirementIds } from '../certification/tags.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import { counted } from '../certification/words.ts';
import { unseenCharacters } from '../certification/unseen-characters.ts';
import { withoutControls } from '../report/text.ts';
import { checkOwnScenarios } from '../runner/own/phase.ts';
import type { Plan } from '../runner/plan.ts';
import { silentListener } from '../runner/recorder.ts';
import { Together } from '../runner/records.ts';
import { runFeatures } from '../runner/run.ts';
import { ownStepsOf } from './own-checks.ts';
import { incomplete, problemLines, traceProblem } from './trace-problems.ts';

interface DryRun {
  readonly plan: Plan;
  readonly own: OwnChecks;
  /** Prints problems only. */
  readonly quiet?: boolean;
  /** Where the catalogue and the features do not fit together. */
  readonly mismatches: readonly TraceProblem[];
}

/** Lists what a run would do and whatever does not fit together; gives the exit code. Nothing is started or sent. */
export async function printDryRun({ plan, own, quiet, mismatches }: DryRun): Promise<number> {
  const records = await dryRun(plan, own);
  const problems = [
    ...records.faults.map(({ message }) => message),
    ...records.finished.flatMap(({ id, steps }) =>
      steps
        .filter(({ status }) => status === 'UNDEFINED' || status === 'AMBIGUOUS')
        .map(({ text, status }) => `${id}: the step "${text}" is ${status.toLowerCase()}${unseenCharacters(text)}.`),
    ),
    ...mismatches.map(traceProblem),
  ];
  if (quiet !== true) process.stdout.write(withoutControls(listing(plan.scenarios)));
  process.stdout.write(problemLines(problems));
  return problems.length === 0 ? 0 : incomplete;
}

async function dryRun(plan: Plan, own: OwnChecks): Promise<Together> {
  const records = new Together(0);
  const { own: steps } = ownStepsOf(own, plan);
  const isTheirs = ({ own: isOwn }: PlannedScenario): boolean => steps !== undefined && isOwn === true;
  const { signal } = new AbortController();
  const { recorder, done } = runFeatures({
    scenarios: plan.scenarios.filter((scenario) => !isTheirs(scenario)),
    listener: silentListener,
    signal,
  });
  records.add(recorder);
  await done;
  if (steps !== undefined) {
    const scenarios = plan.scenarios.filter(isTheirs);
    await checkOwnScenarios({ ...steps, scenarios, records, listener: silentListener, signal });
  }
  return records;
}

function listing(scenarios: readonly PlannedScenario[]): string {
  const features = new Map<string, PlannedScenario[]>();
  for (const scenario of scenarios) {
    const same = features.get(scenario.feature);
    if (same === undefined) features.set(scenario.feature, [scenario]);
    else same.push(scenario);
  }
  const lines = [...features].flatMap(([feature, own]) => [feature, ...own.map(line)]);
  return `${[...lines, '', `${counted(scenarios.length, 'scenario', 'scenarios')} in ${counted(features.size, 'feature', 'features')}`].join('\n')}\n`;
}

const line = ({ id, name, tags }: PlannedScenario): string =>
  `  ${requirementIds(tags).join(' ').padEnd(8)}  ${name}  (${id})`;
