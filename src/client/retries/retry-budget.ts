/** All pauses are in seconds. */
export interface RetryLimits {
  /** The longest pause, whatever Retry-After asks for. */
  readonly longestPause: number;
  /** Total for one call. */
  readonly aCall: number;
  /** Total for all calls. */
  readonly allCalls: number;
  /** After this many failed calls in a row, the target counts as out of service until one succeeds. */
  readonly callsInVain: number;
}

const usualLimits: RetryLimits = { longestPause: 30, aCall: 60, allCalls: 900, callsInVain: 3 };

/** Limits how long a client waits for a busy target. */
export class RetryBudget {
  readonly #limits: RetryLimits;
  #spent = 0;
  #inVain = 0;

  constructor(limits: RetryLimits = usualLimits) {
    this.#limits = limits;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param wanted seconds
   * @param spent seconds that this call has waited so far
   * @returns undefined when the budget is used up
   */
  grant(wanted: number, spent: number): number | undefined {
    const { longestPause, aCall, allCalls, callsInVain } = this.#limits;
    const pause = Math.min(wanted, longestPause);
    if (this.#inVain >= callsInVain || spent + pause > aCall || this.#spent + pause > allCalls) return undefined;
    this.#spent += pause;
    return pause;
  }

  /** Records whether a finished call got a response from the API. */
  over(gotThrough: boolean): void {
    this.#inVain = gotThrough ? 0 : this.#inVain + 1;
  }
}
