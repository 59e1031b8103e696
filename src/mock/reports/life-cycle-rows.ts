import type { Payment } from '../payments/payment.ts';
import type { Activity, Transaction } from './activity.ts';
import type { PaymentEvent } from './event.ts';

/** One row of the transaction details. */
export interface LifeCycleRow {
  readonly payment: Payment;
  readonly event: PaymentEvent;
}

/**
 * Of each transaction the last event until the end of the day. A failure has the last successful event before it (REPORT); where
 * there was none, since the first step failed, the failure stands alone.
 */
export function lifeCycleRows({ transactions }: Activity): LifeCycleRow[] {
  return transactions.flatMap(({ payment, events }) => lastOf(events).map((event) => ({ payment, event })));
}

function lastOf(events: Transaction['events']): PaymentEvent[] {
  const last = events.slice(-1);
  return last.some(failed) ? [...events.filter((event) => !failed(event)).slice(-1), ...last] : last;
}

const failed = ({ status }: PaymentEvent): boolean => status === 'DECLINED';
