import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/** How many calls of an organization are served in a time (OAS: 429; the pages name no numbers). */
export const rateLimit: Guard = {
  name: 'rate-limit',
  concerns: ({ authentication }) => authentication !== 'none',
  handle: checking(({ organization }, { protocol }) => {
    const wait = organization.rate.take();
    if (wait === 0) return;
    const retryAfter = protocol.rateLimit.retryAfter === 'sent' ? { retryAfter: wait } : {};
    throw new Refusal('rateLimit', { reason: `There is room again in ${wait} s`, ...retryAfter });
  }),
};
