import type { Payment } from '../payments/payment.ts';
import type { Organization } from '../state/organization.ts';
import type { Payments } from '../state/payments.ts';
import { eventsOf, type PaymentEvent } from './event.ts';
import { dayOf, type UtcDay } from './utc-day.ts';

/** A payment to which something happened on a day, with all its events until the end of that day. */
export interface Transaction {
  readonly payment: Payment;
  readonly events: readonly PaymentEvent[];
}

/** What happened at one processing account on one day. */
export interface Activity {
  readonly organizationId: string;
  readonly account: string;
  readonly day: UtcDay;
  /** At least one. */
  readonly transactions: readonly Transaction[];
}

/** Money that moved: a capture or a refund that the scheme has approved. */
export interface MovedMoney {
  readonly payment: Payment;
  readonly event: PaymentEvent;
}

/** What reports are made of. */
export interface Reported extends Pick<Organization, 'id' | 'accounts'> {
  readonly payments: Pick<Payments, 'all'>;
}

/** The activity of each account on each day that is over, by day, then by account. Days on which nothing happened are not among them. */
export function activitiesOf({ id, accounts, payments }: Reported, now: number): Activity[] {
  const byAccountAndDay = new Map<string, Activity & { readonly transactions: Transaction[] }>();
  for (const payment of [...payments.all()].sort((one, other) => one.createdAt - other.createdAt)) {
    const account = payment.processingAccountId;
    for (const { day, transaction } of daysOf(payment)) {
      if (day.over > now) continue;
      const key = JSON.stringify([account, day.start]);
      const activity = byAccountAndDay.get(key) ?? { organizationId: id, account, day, transactions: [] };
      activity.transactions.push(transaction);
      byAccountAndDay.set(key, activity);
    }
  }
  const position = ({ account }: Activity): number => accounts.indexOf(account);
  return [...byAccountAndDay.values()].sort(
    (one, other) => one.day.start - other.day.start || position(one) - position(other),
  );
}

function daysOf(payment: Payment): { readonly day: UtcDay; readonly transaction: Transaction }[] {
  const events = eventsOf(payment);
  const starts = new Set(events.map(({ at }) => dayOf(at).start));
  return [...starts].map((start) => {
    const day = dayOf(start);
    return { day, transaction: { payment, events: events.filter(({ at }) => at < day.over) } };
  });
}

/** The money that moved on the day. */
export function moved({ transactions, day }: Activity): MovedMoney[] {
  return transactions.flatMap(({ payment, events }) =>
    events
      .filter(({ type, status, at }) => movements.includes(type) && status === 'APPROVED' && at >= day.start)
      .map((event) => ({ payment, event })),
  );
}

const movements: readonly string[] = ['CAPTURE', 'REFUND'];
