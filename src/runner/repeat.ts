import type { MetTarget } from '../certification/identity.ts';
import type { FinishedScenario } from '../certification/run.ts';
import type { Failure } from '../contract/types/result.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Recorder } from './recorder.ts';
import { loadSteps, runFeatures, type RunOptions } from './run.ts';

/** What a verdict is reached on: what one recorder holds, or several together. */
export interface Records {
  readonly started: Iterable<string>;
  readonly finished: readonly FinishedScenario[];
  readonly met: readonly MetTarget[];
  readonly completion: { readonly success: boolean } | undefined;
  readonly faults: readonly Failure[];
}

/**
 * Has Cucumber run the selected features several times, one after the other, each time with conversations of their own. Like a single
 * run it never rejects, and its records hold at any moment what has happened so far.
 */
export function runRepeatedly(
  times: number,
  options: RunOptions,
): { readonly recorder: Records; readonly done: Promise<void> } {
  if (times === 1) return runFeatures(options);
  const recorders: Recorder[] = [];
  const all = async (): Promise<void> => {
    const loaded = await loadSteps(options.own?.steps);
    while (recorders.length < times && !options.signal.aborted) {
      const { recorder, done } = runFeatures({ ...options, loaded });
      recorders.push(recorder);
      await done;
    }
  };
  const together = new Together(recorders, times, options.redactor ?? createRedactor());
  return { recorder: together, done: all().catch(together.stopped) };
}

class Together implements Records {
  readonly #recorders: readonly Recorder[];
  readonly #times: number;
  readonly #faults: Failure[] = [];
  readonly #redactor: Redactor;

  constructor(recorders: readonly Recorder[], times: number, redactor: Redactor) {
    this.#recorders = recorders;
    this.#times = times;
    this.#redactor = redactor;
  }

  get started(): readonly string[] {
    return this.#recorders.flatMap(({ started }) => [...started]);
  }

  get finished(): readonly FinishedScenario[] {
    return this.#recorders.flatMap(({ finished }) => finished);
  }

  get met(): readonly MetTarget[] {
    return this.#recorders.flatMap(({ met }) => met);
  }

  get completion(): Records['completion'] {
    const ends = this.#recorders.flatMap(({ completion }) => completion ?? []);
    return ends.length < this.#times ? undefined : { success: ends.every(({ success }) => success) };
  }

  get faults(): readonly Failure[] {
    return [...this.#faults, ...this.#recorders.flatMap(({ faults }) => faults)];
  }

  /** Step files that cannot be loaded are told as in a single run. */
  readonly stopped = (error: unknown): void => {
    this.#faults.push({
      class: 'harness',
      code: 'ERR_HARNESS',
      message: this.#redactor.text(`Cucumber stopped: ${error instanceof Error ? error.message : String(error)}`),
      advice: 'The run is incomplete; look above for a step file that cannot be loaded.',
    });
  };
}
