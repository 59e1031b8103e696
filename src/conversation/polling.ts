import { setTimeout as pause } from 'node:timers/promises';
import { CertifyError } from '../errors.ts';

export interface PollOptions<T> {
  /** What is waited for, as it stands in a sentence: `payments/status says APPROVED`. */
  readonly what: string;
  readonly attempt: () => Promise<T>;
  readonly done: (value: T) => boolean;
  /** How a value is told when time runs out. */
  readonly describe: (value: T) => string;
  readonly deadlineMs: number;
  /** How long an attempt waited for anything but the condition, in milliseconds; extends the deadline. */
  readonly excused?: (value: T) => number;
}

/** Between two attempts, in milliseconds: twice as long each time, up to the longest. */
const firstPauseMs = 5;
const longestPauseMs = 250;

/**
 * Asks until the condition holds. It never judges: what comes back is looked at by an assertion.
 *
 * @throws ERR_TIMEOUT when the deadline passes first, and whatever `attempt` rejects with
 */
export async function poll<T>({ what, attempt, done, describe, deadlineMs, excused }: PollOptions<T>): Promise<T> {
  let deadline = performance.now() + deadlineMs;
  for (let next = firstPauseMs; ; next = Math.min(next * 2, longestPauseMs)) {
    const value = await attempt();
    if (done(value)) return value;
    deadline += excused?.(value) ?? 0;
    if (performance.now() + next > deadline) {
      throw new CertifyError('ERR_TIMEOUT', `Timed out after ${deadlineMs / 1000} s waiting until ${what}`, {
        expected: what,
        actual: describe(value),
        advice: 'Look at the last response; if it is only late, allow more time.',
      });
    }
    await pause(next);
  }
}
