import { runOwnScenarios, type OwnSteps } from './own/phase.ts';
import { Together, type Records } from './records.ts';
import { aborted, loadSteps, runFeatures, type RunOptions } from './run.ts';

export interface PhasesOptions extends RunOptions {
  /** How often each scenario runs. */
  readonly times: number;
  readonly own?: OwnSteps;
}

/**
 * Runs scenarios in two phases, one after the other, since webhooks arrive at one address: first the built-in scenarios, then the user's
 * scenarios, in a separate process if there are step files. Each phase runs `times` times, always with new
 * conversations. It never rejects, and its records are always up to date.
 */
export function runPhases({ times, own, ...options }: PhasesOptions): {
  readonly recorder: Records;
  readonly done: Promise<void>;
} {
  const theirs = own === undefined ? [] : options.scenarios.filter((scenario) => scenario.own === true);
  const ours = own === undefined ? options.scenarios : options.scenarios.filter((scenario) => scenario.own !== true);
  const records = new Together((ours.length > 0 ? times : 0) + (theirs.length > 0 ? times : 0));
  const all = async (): Promise<void> => {
    if (ours.length > 0) await runOurs({ ...options, scenarios: ours }, times, records);
    if (own === undefined || theirs.length === 0 || options.signal.aborted) return;
    if (options.failFast === true && records.finished.some(({ failure }) => failure !== undefined)) {
      records.leaveOut(times);
      return;
    }
    await runOwnScenarios({ ...options, ...own, scenarios: theirs, times, records });
  };
  // Running steps cannot be stopped and are not waited for.
  return { recorder: records, done: Promise.race([all(), aborted(options.signal)]) };
}

async function runOurs(options: RunOptions, times: number, records: Together): Promise<void> {
  const loaded = times > 1 && options.loaded === undefined ? { loaded: await loadSteps() } : {};
  for (let count = 0; count < times && !options.signal.aborted; count += 1) {
    const { recorder, done } = runFeatures({ ...options, ...loaded });
    records.add(recorder);
    await done;
  }
}
