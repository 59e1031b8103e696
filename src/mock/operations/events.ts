import { eventsView } from '../payments/views.ts';
import type { Handler } from './operation.ts';
import { subjectInPath } from './subject.ts';

/** A payment with its captures and refunds. */
export const events: Handler<unknown> = (_none, call) => ({ body: eventsView(subjectInPath(call)) });
