import type { OwnChecks } from '../certification/own-checks.ts';
import type { PlannedScenario } from '../certification/run.ts';
import { requirementIds } from '../certification/tags.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import { counted } from '../certification/words.ts';
import { withoutControls } from '../report/text.ts';
import type { Plan } from '../runner/plan.ts';
import { checkSteps } from '../runner/step-check.ts';
import { ownStepsOf } from './own-checks.ts';
import { exitCodeFor, problemLines } from './trace-problems.ts';

interface DryRun {
  readonly plan: Plan;
  readonly own: OwnChecks;
  /** Prints problems only. */
  readonly quiet?: boolean;
  /** What was found by reading. */
  readonly problems: readonly TraceProblem[];
}

/** Lists what a run would do and whatever does not fit together; gives the exit code. Nothing is started or sent. */
export async function printDryRun({ plan, own, quiet, problems: read }: DryRun): Promise<number> {
  const { problems: unmatched, faults } = await checkSteps({ ...plan, ...ownStepsOf(own, plan) });
  const problems = [
    ...faults.map(({ message, where = 'steps', advice = '' }) => ({ where, message, advice })),
    ...unmatched,
    ...read,
  ];
  if (quiet !== true) process.stdout.write(withoutControls(listing(plan.scenarios)));
  process.stdout.write(problemLines(problems));
  return exitCodeFor(problems);
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
