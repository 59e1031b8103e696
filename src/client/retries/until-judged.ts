import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import type { Randomness } from '../../randomness.ts';
import { fieldValue } from '../../signing/message.ts';
import type { Passage } from '../interceptor.ts';
import type { SendOptions } from '../options.ts';
import { backoff } from './backoff.ts';
import { retryAfter } from './retry-after.ts';
import { isRepeatable } from './repeatable.ts';
import type { RetryBudget } from './retry-budget.ts';
import { confirmedCut, stillBusy, transientOf, type Transient } from './transient.ts';

export interface Retries {
  /** Absent: no retries. */
  readonly budget?: RetryBudget;
  /** Default: real time. */
  readonly pause?: (seconds: number) => Promise<unknown>;
}

interface Circumstances extends Retries {
  /** Makes one attempt. */
  readonly send: (options: SendOptions) => Promise<Passage>;
  /** Called with each attempt except the last. */
  readonly keep: (passage: Passage) => unknown;
  /** The label of Nopan's signatures. */
  readonly label: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The last attempt, with the number of attempts. */
export interface Judgeable {
  readonly passage: Passage;
  readonly attempts: number;
  /** Total pause, in seconds. */
  readonly paused: number;
}

/**
 * Sends a request and retries while the edge is busy or broken, with the same idempotency key and everything else made
 * again, including a mutation. When the budget is used up, the outcome is a failure of the environment.
 */
export async function untilJudged(given: SendOptions, circumstances: Circumstances): Promise<Judgeable> {
  const { send, keep, label, budget, pause = (seconds) => setTimeout(seconds * 1000) } = circumstances;
  let options = given;
  let paused = 0;
  for (let attempts = 1; ; attempts++) {
    const passage = await send(options);
    const transient = transientOf(passage, label);
    if (transient === undefined || given.retry === false) {
      if (passage.response !== undefined) budget?.over(true);
      return { passage, attempts, paused };
    }
    const failure = budget === undefined ? passage.failure : stillBusy(passage, attempts);
    const failed: Passage = { ...passage, ...(failure && { failure }) };
    const retriedAfter = pauseBefore(attempts, passage, paused, transient, circumstances);
    if (retriedAfter === undefined) {
      if (transient !== confirmedCut) budget?.over(false);
      return { passage: failed, attempts, paused };
    }
    keep({ ...failed, retriedAfter });
    await pause(retriedAfter);
    paused += retriedAfter;
    const { idempotencyKey } = passage.outgoing;
    options = { ...given, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  }
}

/** Seconds until the next attempt; undefined for no further attempt. */
function pauseBefore(
  attempts: number,
  passage: Passage,
  paused: number,
  transient: Transient,
  { budget, clock, randomness }: Circumstances,
): number | undefined {
  if (attempts >= transient.attempts || (transient.mayBeDone && !isRepeatable(passage.outgoing))) return undefined;
  const growing = backoff(attempts, transient.firstPauseSeconds, randomness);
  if (transient === confirmedCut) return growing;
  return budget?.grant(Math.max(growing, asked(passage, clock) ?? 0), paused);
}

/** Uses the target's Date, if any, since the clocks may differ. */
function asked({ response }: Passage, clock: Clock): number | undefined {
  if (response === undefined) return undefined;
  const date = Date.parse(fieldValue(response.fields, 'date') ?? '');
  return retryAfter(response, Number.isNaN(date) ? clock.now() : date);
}
