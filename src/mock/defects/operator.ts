import type { DefectArguments } from '../../contract/types/defects.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import type { Guard } from '../guards/guard.ts';
import type { Operation, WritingHandler, WritingOperation } from '../operations/operation.ts';

/** A way to break the mock, by its arguments: what it did before, and what it does now. */
export type Operator = (behaviour: Behaviour, given: DefectArguments) => Behaviour;

/** The same behaviour with one of its guards made otherwise. */
export function withGuard(behaviour: Behaviour, name: string, made: (guard: Guard) => Guard): Behaviour {
  return { ...behaviour, guards: behaviour.guards.map((guard) => (guard.name === name ? made(guard) : guard)) };
}

/** The same behaviour with one of its operations made otherwise; with all of them, when none is named. */
export function withOperation(
  behaviour: Behaviour,
  id: string | undefined,
  made: (operation: Operation) => Operation,
): Behaviour {
  const operations = behaviour.operations.map((operation) => (concerns(id, operation) ? made(operation) : operation));
  return { ...behaviour, operations };
}

/** The same for an operation that changes something. */
export function withWriting(
  behaviour: Behaviour,
  id: string | undefined,
  made: (handle: WritingHandler<unknown>, operation: WritingOperation) => WritingHandler<unknown>,
): Behaviour {
  return withOperation(behaviour, id, (operation) =>
    operation.writes ? { ...operation, handle: made(operation.handle, operation) } : operation,
  );
}

/** Whether an operation is the one that is named. No name: every one. */
export function concerns(id: string | undefined, { id: own }: Pick<Operation, 'id'>): boolean {
  return id === undefined || id === own;
}

/** The same of a call; a request that reached no operation is none of a named one. */
export function isCallOf(id: string | undefined, call: Call | undefined): boolean {
  return id === undefined || id === call?.operation.id;
}
