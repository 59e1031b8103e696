import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/** The processing account that a request names: one of the organization's own (assumed). */
export const account: Guard = {
  name: 'account',
  concerns: ({ scope, content }) => scope !== undefined && content !== undefined,
  handle: checking((call) => {
    const { processingAccountId } = call.content as { processingAccountId: string };
    if (call.organization.accounts.includes(processingAccountId)) return;
    throw new Refusal('authorization', { reason: `${processingAccountId} is another organization's account` });
  }),
};
