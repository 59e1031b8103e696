import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Nopan } from '../nopan.ts';
import type { Operation } from '../operations/operation.ts';

/** The rest of the way: the guards that follow, then the handler. */
export type Next = () => Promise<Answer>;

/** One layer of Nopan's defence. It refuses by throwing a Refusal, and lets pass by calling next. */
export interface Guard {
  readonly name: string;
  /** Whether it has anything to guard in an operation; asked once, when the mock starts. */
  readonly concerns: (operation: Operation) => boolean;
  readonly handle: (call: Call, nopan: Nopan, next: Next) => Promise<Answer>;
}

/** A guard that only looks at a call before the rest of the way. */
export function checking(check: (call: Call, nopan: Nopan) => void | Promise<void>): Guard['handle'] {
  return async (call, nopan, next) => {
    await check(call, nopan);
    return next();
  };
}
