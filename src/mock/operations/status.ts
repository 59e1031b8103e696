import { statusView } from '../payments/views.ts';
import type { Handler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/** Where a payment stands. A capture or refund has no status of its own to ask for (assumed). */
export const status: Handler<unknown> = (_none, call) => ({ body: statusView(subjectInPath(call)) });
