import { systemClock } from '../clock.ts';
import { requirementIds } from '../certification/tags.ts';
import type { Failure } from '../contract/types/result.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { MessageLog } from '../runner/messages.ts';
import { runPhases, type PhasesOptions } from '../runner/phases.ts';
import { withFault, type Records } from '../runner/records.ts';
import { resultOf, type ResultInput } from '../runner/result.ts';
import type { Connection } from '../target/connection.ts';
import { withChanges, type EarlierResult } from './baseline.ts';
import { withCrashes } from './crashes.ts';
import { printError } from './errors.ts';
import { catchInterruption, guardExit } from './interruption.ts';
import { progressFor } from './progress.ts';
import { writeOutput, type RunContent, type RunOutput } from './run-output.ts';

export interface Certification {
  /** What the result says besides what happens from here on. */
  readonly facts: Omit<ResultInput, 'connection' | 'recorder' | 'interrupted' | 'clock'>;
  readonly connection: Connection;
  /** How the scenarios run. */
  readonly options: Pick<PhasesOptions, 'own' | 'loaded' | 'ownSpecs' | 'parallel' | 'failFast' | 'keepGoing'>;
  /** Why no scenario starts. */
  readonly fault?: Failure;
  /** A fault if the files that decide on the run have changed since it began. */
  readonly changed: () => Failure | undefined;
  readonly output: RunOutput;
  /** What the result is compared with. */
  readonly baseline: EarlierResult | undefined;
  readonly content: Omit<RunContent, 'messages'>;
}

/** Runs the scenarios and writes the outcome, also when the run is cut short; gives the exit code. */
export async function certify({
  facts,
  connection,
  options,
  fault,
  changed,
  output,
  baseline,
  content,
}: Certification): Promise<number> {
  const interruption = catchInterruption();
  const { scenarios, messages: planMessages } = facts.plan;
  const progress = progressFor(output.quiet, scenarios, process.stderr, {
    ...(facts.repeat !== undefined && { repeat: facts.repeat }),
    optional: optionalScenarios(scenarios, facts.catalogue),
  });
  const messages = output.formats.includes('messages') ? new MessageLog(processRedactor) : undefined;
  const { recorder, done } =
    fault === undefined
      ? runPhases({
          ...options,
          ...{ scenarios, planMessages, connection, times: facts.repeat ?? 1, order: facts.order },
          ...(messages && { messages }),
          redactor: processRedactor,
          listener: progress,
          signal: interruption.signal,
        })
      : { recorder: unstarted(fault), done: Promise.resolve() };
  const records = withCrashes(() => recorder);
  const conclude = once((interrupted: boolean) => {
    progress.end();
    const recorded = withFault(records(), changed());
    const judged = resultOf({ ...facts, connection, recorder: recorded, interrupted, clock: systemClock });
    const result = withChanges(judged, baseline);
    writeOutput(result, output, { ...content, ...(messages && { messages: messages.text }) });
    return result.exitCode;
  });
  guardExit(() => conclude(true));
  await done;
  const exitCode = conclude(interruption.signal.aborted);
  // Cucumber cannot be stopped: what it still has under way ends with the process, and nothing waits for it.
  if (interruption.signal.aborted) process.exit(exitCode);
  interruption.release();
  return exitCode;
}

const unstarted = (fault: Failure): Records => ({
  ...{ started: [], finished: [], met: [], completion: undefined, passedOver: 0 },
  faults: [fault],
});

/** The exit code of the first conclusion, or of the error that it ended with; both are printed once. */
function once(conclude: (interrupted: boolean) => number): (interrupted: boolean) => number {
  let concluded: number | undefined;
  return (interrupted) => {
    if (concluded !== undefined) return concluded;
    try {
      concluded = conclude(interrupted);
    } catch (error) {
      concluded = printError(error, process.stderr);
    }
    return concluded;
  };
}

/** Ids of the scenarios that are about requirements of which none is a MUST. */
function optionalScenarios(
  scenarios: ResultInput['plan']['scenarios'],
  catalogue: ResultInput['catalogue'],
): Set<string> {
  const mandatory = new Set(catalogue.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const isOptional = (ids: readonly string[]): boolean => ids.length > 0 && !ids.some((id) => mandatory.has(id));
  return new Set(scenarios.filter(({ tags }) => isOptional(requirementIds(tags))).map(({ id }) => id));
}
