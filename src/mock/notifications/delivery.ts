import { ofOwner, timeKey, type Collection, type Storage } from '../state/storage.ts';
import type { NotificationType } from './notification.ts';

/** One try at delivering a notification. */
export interface Attempt {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What the endpoint answered. Absent: it did not. */
  readonly status?: number;
  readonly error?: string;
}

/** Any 2xx acknowledges (WHOV, SK-WH). */
export function acknowledged({ status }: Attempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** A notification on its way to one endpoint. */
export interface Delivery {
  readonly deliveryId: string;
  readonly notificationId: string;
  readonly notificationType: NotificationType;
  readonly transactionId: string;
  readonly url: string;
  /** What is sent, the same bytes at each attempt: JSON. */
  readonly body: string;
  /** Milliseconds since 1970-01-01T00:00:00Z, as the next one. */
  readonly startedAt: number;
  /** When the next attempt is due; when the last one was, once there is none. */
  readonly dueAt: number;
  readonly attempts: readonly Attempt[];
  /** Dropped: every retry failed, or the time for retries is over. */
  readonly state: 'pending' | 'delivered' | 'dropped';
}

/** So many deliveries that have ended are kept for the log. */
const longestLog = 1000;

/** The deliveries of one organization: those under way, and the latest of those that have ended. */
export class Deliveries {
  readonly #deliveries: Collection<Delivery>;
  #count: number;

  constructor(storage: Storage, organizationId: string) {
    this.#deliveries = ofOwner(storage.collection<Delivery>('deliveries'), organizationId);
    this.#count = [...this.all()].length;
  }

  /** @param ordinal tells deliveries of one notification apart */
  static idOf(startedAt: number, notificationId: string, ordinal: number): string {
    return `${timeKey(startedAt)}-${notificationId}-${ordinal}`;
  }

  add(delivery: Delivery): void {
    this.save(delivery);
    this.#count += 1;
    if (this.#count > longestLog) this.#removeOldest();
  }

  save(delivery: Delivery): void {
    this.#deliveries.put(delivery.deliveryId, delivery);
  }

  find(deliveryId: string): Delivery | undefined {
    return this.#deliveries.get(deliveryId);
  }

  /** In the order of time. */
  *all(): Iterable<Delivery> {
    for (const [, delivery] of this.#deliveries.entries('')) yield delivery;
  }

  #removeOldest(): void {
    for (const { deliveryId, state } of this.all()) {
      if (state === 'pending') continue;
      this.#deliveries.remove(deliveryId);
      this.#count -= 1;
      return;
    }
  }
}
