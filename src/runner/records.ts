import type { MetTarget } from '../certification/identity.ts';
import type { FinishedScenario } from '../certification/run.ts';
import type { Failure } from '../contract/types/result.ts';
import type { Recorder } from './recorder.ts';

/** The records that a verdict is based on, from one or several recorders. */
export interface Records {
  readonly started: Iterable<string>;
  readonly finished: readonly FinishedScenario[];
  readonly met: readonly MetTarget[];
  readonly completion: { readonly success: boolean } | undefined;
  readonly faults: readonly Failure[];
  readonly passedOver: number;
}

/** The same records, with what was found to be wrong around them. */
export const withFault = (records: Records, fault: Failure | undefined): Records => {
  const { started, finished, met, completion, passedOver, faults } = records;
  return { started, finished, met, completion, passedOver, faults: fault === undefined ? faults : [...faults, fault] };
};

/** The combined records of several Cucumber runs, always up to date. */
export class Together implements Records {
  readonly #recorders: Recorder[] = [];
  readonly #faults: Failure[] = [];
  #due: number;

  /** @param due the expected number of runs */
  constructor(due: number) {
    this.#due = due;
  }

  add(recorder: Recorder): void {
    this.#recorders.push(recorder);
  }

  addFault(fault: Failure): void {
    this.#faults.push(fault);
  }

  /** Cancels expected runs, as after a failure with --fail-fast. */
  leaveOut(runs: number): void {
    this.#due -= runs;
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

  get passedOver(): number {
    return this.#recorders.reduce((sum, { passedOver }) => sum + passedOver, 0);
  }

  get completion(): Records['completion'] {
    const ends = this.#recorders.flatMap(({ completion }) => completion ?? []);
    return ends.length < this.#due ? undefined : { success: ends.every(({ success }) => success) };
  }

  get faults(): readonly Failure[] {
    return [...this.#faults, ...this.#recorders.flatMap(({ faults }) => faults)];
  }
}
