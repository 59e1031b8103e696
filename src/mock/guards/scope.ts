import type { Scope } from '../operations/operation.ts';
import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/** The scope that the operation demands of the access token. */
export const scope: Guard = {
  name: 'scope',
  concerns: ({ scope }) => scope !== undefined,
  handle: checking((call, { protocol }) => {
    const granted = call.token?.scope.split(' ') ?? [];
    const demanded = call.operation.scope ?? '';
    if (granted.includes(demanded)) return;
    if (protocol.token.processImpliesRead && demanded === read && granted.includes(process)) return;
    throw new Refusal('authorization', { reason: `The access token is for ${granted.join(' ')}, not for ${demanded}` });
  }),
};

const read: Scope = 'payments:read';
const process: Scope = 'payments:process';
