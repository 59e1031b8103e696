import type { Clock } from '../../clock.ts';
import type { PlannedRequest } from '../../contract/request.ts';
import type { Protocol } from '../../contract/protocol.ts';
import type { Randomness } from '../../randomness.ts';
import type { Exchanged } from '../exchanged.ts';
import type { SendOptions } from '../options.ts';
import { backoff } from './backoff.ts';
import { remedyFor, type Remedy } from './remedy.ts';
import { retryAfter } from './retry-after.ts';

/** How far insisting goes. */
export interface Patience {
  /** The first one among them. */
  readonly attempts: number;
  readonly firstPauseSeconds: number;
  /** Who is asked to wait longer gives up. */
  readonly longestPauseSeconds: number;
}

/** The first pause takes a repeat into another second, so that it bears another time of signing than what it repeats. */
export const usualPatience: Patience = { attempts: 5, firstPauseSeconds: 1, longestPauseSeconds: 60 };

/** One attempt at a call, over; whoever makes it may keep more of it. */
export interface Attempt {
  readonly exchanged: Exchanged;
}

export interface InsistOptions<A extends Attempt = Attempt> {
  /** Makes one attempt, by `client.send` of the same request. */
  readonly send: (options: SendOptions) => Promise<A>;
  readonly pause: (seconds: number) => Promise<unknown>;
  readonly errors: Protocol['errors'];
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly patience?: Patience;
}

export interface Insisted<A extends Attempt = Attempt> {
  /** In their order. */
  readonly attempts: readonly A[];
  /** What came of the call. */
  readonly last: A;
  /** Seconds between an attempt and the next one. */
  readonly pauses: readonly number[];
}

/**
 * Sends a request, and again as long as that is safe and may help (Nopan, IDEMP and RECUR). A repeat has the key and the content of
 * the first attempt, and a signature of its own. Resolves whatever the wire did, as `client.send` does.
 */
export async function insist<A extends Attempt>(
  request: PlannedRequest,
  given: SendOptions,
  { send, pause, ...options }: InsistOptions<A>,
): Promise<Insisted<A>> {
  let last = await send(given);
  const attempts = [last];
  const pauses: number[] = [];
  for (;;) {
    const exchanges = attempts.map(({ exchanged }) => exchanged);
    const repeat = repeatAfter(exchanges, request, given, options);
    if (repeat === undefined) return { attempts, last, pauses };
    if (repeat.seconds > 0) await pause(repeat.seconds);
    last = await send(repeat.options);
    attempts.push(last);
    pauses.push(repeat.seconds);
  }
}

interface Repeat {
  readonly seconds: number;
  readonly options: SendOptions;
}

type Circumstances = Omit<InsistOptions, 'send' | 'pause'>;

/** The next attempt; undefined when there is to be none. */
function repeatAfter(
  attempts: readonly Exchanged[],
  request: PlannedRequest,
  given: SendOptions,
  { errors, patience = usualPatience, ...rest }: Circumstances,
): Repeat | undefined {
  const last = attempts.at(-1);
  if (last === undefined || attempts.length >= patience.attempts || !isSafe(request, last)) return undefined;
  const remedies = attempts.map((attempt) => remedyFor(attempt, errors));
  const seconds = pauseOf(remedies, last, { patience, ...rest });
  if (seconds === undefined || seconds > patience.longestPauseSeconds) return undefined;
  const { idempotencyKey } = last;
  const sameKey = idempotencyKey !== undefined && { idempotencyKey };
  const newToken = remedies.includes('repeat with a new token') && { token: undefined };
  return { seconds, options: { ...given, ...sameKey, ...newToken } };
}

/** What changes something is never repeated without a key: it might be done twice. */
function isSafe({ method }: PlannedRequest, { idempotencyKey }: Exchanged): boolean {
  return method === 'GET' || idempotencyKey !== undefined;
}

/** Seconds until the next attempt; undefined when there is to be none. A new token helps at once, or not at all. */
function pauseOf(
  remedies: readonly Remedy[],
  { response }: Exchanged,
  { patience, clock, randomness }: Omit<Required<Circumstances>, 'errors'>,
): number | undefined {
  const remedy = remedies.at(-1);
  const times = remedies.filter((other) => other === remedy).length;
  if (remedy === 'repeat with a new token') return times === 1 ? 0 : undefined;
  if (remedy !== 'repeat after a pause') return undefined;
  const asked = response && retryAfter(response, clock.now());
  return asked ?? backoff(times, patience.firstPauseSeconds, randomness);
}
