import { endUnapproved } from '../payments/unapproved.ts';
import type { WritingHandler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/** Declines a pending payment in the payer's place. An extension of this mock: no page of Nopan has it. */
export const decline: WritingHandler<unknown> = (_none, call, nopan) => {
  endUnapproved('decline', subjectInPath(call), call.now, call.organization, nopan);
  return {};
};
