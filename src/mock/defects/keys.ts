import { setTimeout as pause } from 'node:timers/promises';
import { answer } from '../answer.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call, Received } from '../call.ts';
import type { DefectArguments } from '../../contract/types/defects.ts';
import type { Guard } from '../guards/guard.ts';
import { refusalOf } from '../refusal.ts';
import { handleOr } from './forgive.ts';
import { isCallOf, withGuard, type Operator } from './operator.ts';
import { receivedAs } from './other-call.ts';

/** Does not look at the content that comes with a key. */
export const ignorePayload: Operator = (behaviour) =>
  withKeyReadAs(behaviour, ({ message }) => ({ message: { ...message, body: Buffer.alloc(0) } }));

/** What a key can be taken to be good for, besides the resource of an operation that it came for. */
const reaches: Readonly<Record<NonNullable<DefectArguments['reach']>, (call: Call) => Partial<Received>>> = {
  'every operation': ({ operation }) => ({ operation: { ...operation, id: 'any' }, parameters: {} }),
  'one access token': ({ parameters, token }) => ({ parameters: { ...parameters, token: token?.jti ?? '' } }),
};

/** Takes a key to reach further than it does, or less far. */
export const misjudgeReach: Operator = (behaviour, { reach = 'every operation' }) =>
  withKeyReadAs(behaviour, reaches[reach]);

/** Takes a key that one organization has used for one that every other has used, too. */
export const shareKeys: Operator = (behaviour) =>
  withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    async handle(call, nopan, next) {
      const others = [...nopan.organizations.values()].filter((organization) => organization !== call.caller);
      for (const organization of others) {
        const unknown = answer(200);
        const known = await guard.handle(receivedAs(call, { organization }, nopan), nopan, () =>
          Promise.resolve(unknown),
        );
        if (known !== unknown) return known;
      }
      return guard.handle(call, nopan, next);
    },
  }));

/** Takes its time over a request, and meanwhile does the work of its twins as well, as if under references of their own. */
export const overlookTwins: Operator = (behaviour, { operation, milliseconds = 0 }) =>
  withGuard(behaviour, 'idempotency', (guard) => {
    const slow: Guard = {
      ...guard,
      handle: (call, nopan, next) =>
        guard.handle(call, nopan, async () => {
          await pause(milliseconds);
          return next();
        }),
    };
    return {
      ...guard,
      handle: (call, nopan, next) => {
        if (!isCallOf(operation, call)) return guard.handle(call, nopan, next);
        const twin = handleOr(slow, (thrown) => {
          if (refusalOf(thrown).refusal !== 'processing') throw thrown;
          call.content = { ...(call.content as object), clientTransactionId: nopan.randomness.uuid() };
          return next();
        });
        return twin(call, nopan, next);
      },
    };
  });

/** The same behaviour, but the idempotency of a call is judged as if some of it had been received otherwise. */
function withKeyReadAs(behaviour: Behaviour, changes: (call: Call) => Partial<Received>): Behaviour {
  return withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    handle: (call, nopan, next) => {
      const read = receivedAs(call, changes(call), nopan);
      return guard.handle(read, nopan, () => {
        call.keyed = read.keyed;
        return next();
      });
    },
  }));
}
