import { leniencies } from '../leniencies.ts';
import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/** With --strict: nothing is tolerated that a sandbox may reject. */
export const strict: Guard = {
  name: 'strict',
  concerns: ({ authentication }) => authentication === 'certificate and signature',
  handle: checking((call, nopan) => {
    const [found] = leniencies(call, nopan);
    if (found === undefined) return;
    throw new Refusal(found.refusal, { reason: `${found.text} (--strict)`, advice: found.fix });
  }),
};
