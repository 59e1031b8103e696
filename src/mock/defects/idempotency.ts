import type { Answer } from '../answer.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import type { Next } from '../guards/guard.ts';
import type { Nopan } from '../nopan.ts';
import { refused } from '../pipeline.ts';
import { Refusal } from '../refusal.ts';
import type { Organization } from '../state/organization.ts';
import { withJson } from './answers.ts';
import { edited } from './edit.ts';
import { withGuard, type Operator } from './operator.ts';

/** Gives the first answer for a known key, but changed. */
export const editReplay: Operator = (behaviour, edit) =>
  withReplay(behaviour, (first) => withJson(first, (json) => edited(json, edit)));

/** Spoils the signature of the first answer when it gives it again. */
export const spoilReplay: Operator = (behaviour, { spoiling }) =>
  withReplay(behaviour, (first) => (spoiling === undefined ? first : { ...first, fate: spoiling }));

/** Refuses a known key instead of giving the first answer. */
export const refuseReplay: Operator = (behaviour, { refusal = 'internal' }) =>
  withReplay(behaviour, () => {
    throw new Refusal(refusal, { reason: 'A defect' });
  });

/** Gives the first answer for a known key, and does all of it again, as if under another reference. */
export const repeatEffect: Operator = (behaviour) => withReplay(behaviour, doneAgain);

/** The same where the first answer was lost on its way. */
export const repeatLostEffect: Operator = (behaviour) => {
  const lost = new WeakMap<Organization, Set<string>>();
  const keyOf = (call: Call, { protocol }: Nopan) => call.header(protocol.idempotency.header) ?? '';
  const watched = withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    async handle(call, nopan, next) {
      const answer = await guard.handle(call, nopan, next);
      const keys = lost.get(call.organization) ?? new Set();
      if (answer.fate === 'lost') lost.set(call.organization, keys.add(keyOf(call, nopan)));
      return answer;
    },
  }));
  return withReplay(watched, (first, call, next, nopan) =>
    lost.get(call.organization)?.has(keyOf(call, nopan)) === true ? doneAgain(first, call, next) : first,
  );
};

async function doneAgain(first: Answer, call: Call, next: Next): Promise<Answer> {
  const { clientTransactionId, ...content } = call.content as { readonly clientTransactionId?: string };
  call.content = {
    ...content,
    ...(clientTransactionId !== undefined && { clientTransactionId: `${clientTransactionId}-again` }),
  };
  await next();
  return first;
}

/** Keeps a refusal for its key that tells no outcome, so that a repeat meets it again. */
export const keepRefusal: Operator = (behaviour, { refusal }) =>
  withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    handle: (call, nopan, next) =>
      guard.handle(call, nopan, async () => {
        const answer = await next().catch((thrown: unknown) => refused(thrown, call.id, nopan));
        const { keyed, organization } = call;
        if (keyed !== undefined && answer.refusal === refusal) {
          nopan.storage.transaction(() => {
            organization.idempotency.keep(keyed, answer);
          });
        }
        return answer;
      }),
  }));

/** Takes a key for so much older than it is, or for younger. */
export const misjudgeAge: Operator = (behaviour, { seconds = 0 }) =>
  withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    async handle(call, nopan, next) {
      const { clock } = call;
      call.clock = { now: () => clock.now() + seconds * 1000 };
      try {
        return await guard.handle(call, nopan, () => {
          call.clock = clock;
          if (call.keyed !== undefined) call.keyed = { ...call.keyed, usedAt: call.now };
          return next();
        });
      } finally {
        call.clock = clock;
      }
    },
  }));

/** An answer that does not come from the rest of the way is the first one to a known key. */
function withReplay(
  behaviour: Behaviour,
  replayed: (first: Answer, call: Call, next: Next, nopan: Nopan) => Answer | Promise<Answer>,
): Behaviour {
  return withGuard(behaviour, 'idempotency', (guard) => ({
    ...guard,
    async handle(call, nopan, next) {
      const way = { passed: false };
      const answer = await guard.handle(call, nopan, () => {
        way.passed = true;
        return next();
      });
      return way.passed ? answer : replayed(answer, call, next, nopan);
    },
  }));
}
