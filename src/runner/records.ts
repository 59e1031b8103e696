import type { MetTarget } from '../certification/identity.ts';
import type { FinishedScenario } from '../certification/run.ts';
import type { Failure } from '../contract/types/result.ts';
import type { Recorder } from './recorder.ts';

/** What a verdict is reached on: what one recorder holds, or several together. */
export interface Records {
  readonly started: Iterable<string>;
  readonly finished: readonly FinishedScenario[];
  readonly met: readonly MetTarget[];
  readonly completion: { readonly success: boolean } | undefined;
  readonly faults: readonly Failure[];
  readonly passedOver: number;
}

/** The records of several runs of Cucumber as those of one. They hold at any moment what has happened so far. */
export class Together implements Records {
  readonly #recorders: Recorder[] = [];
  readonly #faults: Failure[] = [];
  #due: number;

  /** @param due how many runs there are to be */
  constructor(due: number) {
    this.#due = due;
  }

  add(recorder: Recorder): void {
    this.#recorders.push(recorder);
  }

  addFault(fault: Failure): void {
    this.#faults.push(fault);
  }

  /** Some of the runs are left out, as they are after a failure where that was asked for. */
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
