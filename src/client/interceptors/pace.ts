import { setTimeout } from 'node:timers/promises';
import type { Interceptor } from '../interceptor.ts';

/**
 * Lets requests go one after the other at even intervals, for a target that others use too. It stands before all that dates or
 * signs a request, so that none ages while it waits.
 */
export function pace(requestsPerSecond: number): Interceptor {
  const intervalMs = 1000 / requestsPerSecond;
  let free = 0;
  return async (request, next) => {
    const now = performance.now();
    const waitMs = free - now;
    free = Math.max(free, now) + intervalMs;
    if (waitMs > 0) await setTimeout(waitMs);
    return next(request);
  };
}
