import { causeKey } from '../certification/causes.ts';
import { failedInPrecondition } from '../certification/precondition.ts';
import type { FinishedScenario } from '../certification/run.ts';

/** So many scenarios that failed in one precondition tell all that the rest would tell. */
export const sameFailures = 20;

/** Stops a run in which scenario after scenario fails in the same precondition: a wrong setting is said once, not hundreds of times. */
export class EarlyStop {
  readonly #counts = new Map<string, number>();
  readonly #stopped = new AbortController();
  readonly #most: number;

  /** @param most how many scenarios may fail for one cause */
  constructor(most = sameFailures) {
    this.#most = most;
  }

  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** How many scenarios had failed so when the run was stopped; undefined: it was not. */
  get stopped(): { readonly after: number } | undefined {
    return this.signal.aborted ? { after: this.#most } : undefined;
  }

  finished(scenario: FinishedScenario): void {
    if (scenario.failure === undefined || !failedInPrecondition(scenario.steps)) return;
    const key = causeKey(scenario);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count >= this.#most) this.#stopped.abort();
  }
}
