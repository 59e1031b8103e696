import { endUnapproved } from '../payments/unapproved.ts';
import type { WritingHandler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/** Has the time for the payer's approval be over at once. An extension of this mock: no page of Nopan has it. */
export const expire: WritingHandler<unknown> = (_none, call, nopan) => {
  endUnapproved('expire', subjectInPath(call), call.now, call.organization, nopan);
  return {};
};
