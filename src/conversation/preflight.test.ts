import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { startEmbedded } from '../target/embedded.ts';
import type { Target } from '../target/connection.ts';
import { preflight } from './preflight.ts';

let target: Target;
beforeEach(async () => {
  target = await startEmbedded();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await target.close();
});

test('a target whose time is that of this machine grants a token', async () => {
  expect((await preflight(target.connection, new Set())).peers).not.toEqual([]);
});

test('a clock that is wrong is said before any signature is called invalid', async () => {
  // The mock in this process signs by the same clock, so that only its server's Date tells the time.
  const connection = { ...target.connection, protocol: { 'signature.label': 'another' } };
  const now = systemClock.now.bind(systemClock);
  vi.spyOn(systemClock, 'now').mockImplementation(() => now() - 3_600_000);
  await expect(preflight(connection, new Set())).rejects.toMatchObject({
    code: 'ERR_CLOCK',
    message: expect.stringMatching(
      /^Clocks are too far apart: the target is 3\d{3} s ahead of this machine$/,
    ) as string,
    blame: 'environment',
  });
});
