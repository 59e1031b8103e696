import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Delivery } from '../contract/types/delivery.ts';
import { Inbox } from './inbox.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const delivery = (id: string, hmacVerified = true): Delivery => ({
  ...{ id, receivedAt: '2026-11-28T00:00:00.000Z', fields: [], body: '', answeredWith: 202 },
  hmacVerified,
});

/** Waits for "wanted" by a second while something else arrives every 900 ms. */
async function wait(times: number, isAuthentic: boolean, last?: Delivery): Promise<string> {
  const inbox = new Inbox();
  const outcome = inbox
    .waitFor(({ id }) => id === 'wanted', { timeoutMs: 1_000 })
    .then(
      ({ id }) => id,
      (error: unknown) => (error as Error).message,
    );
  for (let number = 0; number < times; number++) {
    await vi.advanceTimersByTimeAsync(900);
    inbox.add(delivery(`other ${number}`, isAuthentic));
  }
  if (last !== undefined) inbox.add(last);
  await vi.advanceTimersByTimeAsync(1_000);
  return outcome;
}

const late = 'No such webhook arrived within 1000 ms';

test('as long as webhooks arrive, the one that is waited for may come behind them', async () => {
  expect(await wait(5, true, delivery('wanted'))).toBe('wanted');
  expect(await wait(5, true)).toBe(late);
});

test('what anybody can send gives it no more time, and nothing gives it for ever', async () => {
  expect(await wait(5, false, delivery('wanted'))).toBe(late);
  expect(await wait(300, true, delivery('wanted'))).toBe(late);
});
