/** Seconds of pauses. */
export interface RetryLimits {
  /** The longest pause, however long Retry-After asks for. */
  readonly longestPause: number;
  /** Of one call. */
  readonly aCall: number;
  /** Of all calls. */
  readonly allCalls: number;
  /** So many calls one after the other in vain, and the target is taken for out of service until one gets through. */
  readonly callsInVain: number;
}

export const usualLimits: RetryLimits = { longestPause: 30, aCall: 60, allCalls: 900, callsInVain: 3 };

/** How long a client still waits for a target that is busy. */
export class RetryBudget {
  readonly #limits: RetryLimits;
  #spent = 0;
  #inVain = 0;

  constructor(limits: RetryLimits = usualLimits) {
    this.#limits = limits;
  }

  /**
   * How long to wait now.
   *
   * @param wanted seconds
   * @param spent seconds that this call has waited already
   * @returns undefined when it is not worth it any more
   */
  grant(wanted: number, spent: number): number | undefined {
    const { longestPause, aCall, allCalls, callsInVain } = this.#limits;
    const pause = Math.min(wanted, longestPause);
    if (this.#inVain >= callsInVain || spent + pause > aCall || this.#spent + pause > allCalls) return undefined;
    this.#spent += pause;
    return pause;
  }

  /** A call is over, and got a response of its own or not. */
  over(gotThrough: boolean): void {
    this.#inVain = gotThrough ? 0 : this.#inVain + 1;
  }
}
