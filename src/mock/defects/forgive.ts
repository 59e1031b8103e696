import type { Call } from '../call.ts';
import type { Guard } from '../guards/guard.ts';
import { refusalOf, type Refusal } from '../refusal.ts';
import { concerns, isCallOf, type Operator } from './operator.ts';

/** Guards that judge what another one has found out: where that was forgiven, there is nothing to judge. */
const dependants: Readonly<Record<string, readonly string[]>> = {
  'signature-format': ['signature'],
  token: ['scope'],
};

/** Leaves a guard out. */
export const withoutGuard: Operator = (behaviour, { guard: name, operation: id }) => ({
  ...behaviour,
  guards: behaviour.guards.map((guard) =>
    guard.name === name
      ? { ...guard, concerns: (operation) => !concerns(id, operation) && guard.concerns(operation) }
      : guard,
  ),
});

/** Lets pass what a guard refuses, as far as it refuses it for such a reason. */
export const forgive: Operator = (behaviour, { guard: name = '', refusal, because = '', operation }) => {
  const forgiven = new WeakSet<Call>();
  const reason = new RegExp(because);
  const isForgiven = (call: Call, refused: Refusal): boolean =>
    isCallOf(operation, call) && refused.refusal === refusal && reasonsOf(refused).every((text) => reason.test(text));

  const lenient = (guard: Guard): Guard => ({
    ...guard,
    handle: (call, nopan, next) =>
      handleOr(guard, (thrown) => {
        if (!isForgiven(call, refusalOf(thrown))) throw thrown;
        forgiven.add(call);
        return next();
      })(call, nopan, next),
  });
  const dependent = (guard: Guard): Guard => ({
    ...guard,
    handle: (call, nopan, next) => (forgiven.has(call) ? next() : guard.handle(call, nopan, next)),
  });
  const followers = dependants[name] ?? [];
  return {
    ...behaviour,
    guards: behaviour.guards.map((guard) => {
      if (guard.name === name) return lenient(guard);
      return followers.includes(guard.name) ? dependent(guard) : guard;
    }),
  };
};

/** Does what a guard does; where the guard itself refuses, and nothing behind it, does something else. */
export function handleOr(guard: Guard, otherwise: (thrown: unknown) => ReturnType<Guard['handle']>): Guard['handle'] {
  return async (call, nopan, next) => {
    const way = { passed: false };
    try {
      return await guard.handle(call, nopan, () => {
        way.passed = true;
        return next();
      });
    } catch (thrown) {
      if (way.passed) throw thrown;
      return otherwise(thrown);
    }
  };
}

/** Why a call was refused, in words: each field at fault, or what the log tells. */
function reasonsOf({ fields, message }: Refusal): string[] {
  return fields === undefined ? [message] : Object.entries(fields).map(([field, finding]) => `${field}: ${finding}`);
}
