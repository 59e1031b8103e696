import type { NotificationType } from './notification.ts';

/** One try at delivering a notification. */
export interface Attempt {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What the endpoint answered. Absent: it did not. */
  readonly status?: number;
  readonly error?: string;
}

/** A notification on its way to one endpoint. */
export interface Delivery {
  readonly notificationId: string;
  readonly notificationType: NotificationType;
  readonly transactionId: string;
  readonly url: string;
  readonly attempts: Attempt[];
  /** Dropped: every retry failed, or the time for retries is over. */
  state: 'pending' | 'delivered' | 'dropped';
}
