import { setTimeout as pause } from 'node:timers/promises';
import { answer, type Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../faults/faults.ts';
import { refused } from '../pipeline.ts';
import { Refusal } from '../refusal.ts';
import type { Guard } from './guard.ts';

/**
 * What goes wrong by request of the control API: right before the operation or right after it, so that an idempotency key and a lock
 * see it as they would see it at Nopan's.
 */
export const faults: Guard = {
  name: 'faults',
  concerns: ({ authentication }) => authentication !== 'none',
  async handle(call, nopan, next) {
    const met = call.organization.faults.take({ operation: call.operation.id, references: referencesOf(call) });
    for (const fault of met) if (fault.fault === 'delay') await pause(fault.milliseconds);
    const early = met.find((fault) =>
      'when' in fault ? fault.when !== 'after' : fault.fault === 'drop' || fault.fault === 'refuse',
    );
    if (early?.fault === 'drop') return lost;
    if (early?.fault === 'refuse') throw refusalBy(early);
    let answer = await next();
    for (const fault of met) {
      if (fault.fault === 'drop') answer = { ...answer, fate: 'lost' };
      if (fault.fault === 'refuse') answer = refused(refusalBy(fault), call.id, nopan);
      if (fault.fault === 'spoil') answer = { ...answer, fate: fault };
    }
    return answer;
  },
};

const lost: Answer = { ...answer(500), fate: 'lost' };

function refusalBy({ error, reasonCode, message }: Extract<Fault, { fault: 'refuse' }>): Refusal {
  return new Refusal(error, { reason: 'A fault of the control API', reasonCode, message });
}

function referencesOf({ parameters, content }: Call): (string | undefined)[] {
  const { transactionId, clientTransactionId } = (content ?? {}) as Record<string, string | undefined>;
  return [parameters['transactionId'], transactionId, clientTransactionId];
}
