import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import type { Randomness } from '../../randomness.ts';
import { fieldValue } from '../../signing/message.ts';
import type { Passage } from '../interceptor.ts';
import type { SendOptions } from '../options.ts';
import { backoff } from './backoff.ts';
import { retryAfter } from './retry-after.ts';
import type { RetryBudget } from './retry-budget.ts';
import { confirmedCut, stillBusy, transientOf, type Transient } from './transient.ts';

export interface Retries {
  /** Absent: nothing is repeated for being busy. */
  readonly budget?: RetryBudget;
  /** Default: real time. */
  readonly pause?: (seconds: number) => Promise<unknown>;
}

interface Circumstances extends Retries {
  /** Makes one attempt. */
  readonly send: (options: SendOptions) => Promise<Passage>;
  /** Is given each attempt that is not the last. */
  readonly keep: (passage: Passage) => unknown;
  /** Of Nopan's signatures. */
  readonly label: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The last attempt, and what it took. */
export interface Judgeable {
  readonly passage: Passage;
  readonly attempts: number;
  /** Seconds of pauses in all. */
  readonly paused: number;
}

/**
 * Sends a request, and again as long as what comes back is a busy or broken edge: with the same idempotency key, and with all else made
 * anew, what spoils it included. What remains of that in the end is a failure of the environment.
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

/** Seconds until the next attempt; undefined when there is to be none. */
function pauseBefore(
  attempts: number,
  passage: Passage,
  paused: number,
  transient: Transient,
  { budget, clock, randomness }: Circumstances,
): number | undefined {
  if (attempts >= transient.attempts || (transient.mayBeDone && !isSafe(passage))) return undefined;
  const growing = backoff(attempts, transient.firstPauseSeconds, randomness);
  if (transient === confirmedCut) return growing;
  return budget?.grant(Math.max(growing, asked(passage, clock) ?? 0), paused);
}

/** By the target's own clock, where it tells the time: ours may be another. */
function asked({ response }: Passage, clock: Clock): number | undefined {
  if (response === undefined) return undefined;
  const date = Date.parse(fieldValue(response.fields, 'date') ?? '');
  return retryAfter(response, Number.isNaN(date) ? clock.now() : date);
}

/** What changes something is never repeated without a key: it might be done twice. Whoever gets two access tokens has lost nothing. */
function isSafe({ outgoing: { method, spec, idempotencyKey } }: Passage): boolean {
  return method === 'GET' || spec.startsWith('auth/token') || (idempotencyKey ?? '') !== '';
}
