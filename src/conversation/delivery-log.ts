import type { Party } from './party.ts';
import { poll } from './polling.ts';

/** A webhook under way, as the control API lists it. */
interface Logged {
  readonly transactionId: string;
  readonly state: 'pending' | 'delivered' | 'dropped';
  /** Of the next attempt, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly dueAt: number;
  readonly attempts: readonly unknown[];
}

const ability = 'a log of its deliveries';
const deadlineMs = 5_000;

/**
 * Waits until everything that is due has been attempted: from then on, what has not arrived will not arrive at this time.
 *
 * @throws ERR_CONTROL where the target keeps no log; ERR_TIMEOUT
 */
export async function settled(party: Party): Promise<void> {
  await poll({
    what: 'every webhook that is due was attempted',
    attempt: () => logged(party),
    done: (log) => log.every(({ state, dueAt }) => state !== 'pending' || dueAt > party.clock.now()),
    describe: (log) => `${log.filter(({ state }) => state === 'pending').length} under way`,
    deadlineMs,
  });
}

/**
 * Lets an organization's time pass, from one attempt to the next, until nothing is under way any more.
 *
 * @throws ERR_CONTROL where the target keeps no log or its clock cannot be moved; ERR_TIMEOUT
 */
export async function untilGivenUp(party: Party): Promise<void> {
  for (;;) {
    await settled(party);
    const pending = (await logged(party)).filter(({ state }) => state === 'pending');
    const [next] = pending.map(({ dueAt }) => dueAt).sort((one, other) => one - other);
    if (next === undefined) return;
    await party.advance(Math.ceil((next - party.clock.now()) / 1000));
  }
}

async function logged(party: Party): Promise<readonly Logged[]> {
  const { deliveries } = await party.control('GET', '/deliveries', undefined, ability);
  return deliveries as unknown as readonly Logged[];
}
