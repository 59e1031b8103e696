import type { Logger } from 'pino';
import type { Protocol } from '../../contract/protocol.ts';
import type { Randomness } from '../../randomness.ts';
import { hmac } from '../../signing/hmac.ts';
import type { HmacProfile } from '../../signing/profile.ts';
import type { Endpoint, Organization } from '../state/organization.ts';
import type { Attempt, Delivery } from './delivery.ts';
import type { Notification } from './notification.ts';
import type { Courier } from './courier.ts';
import { pauseBefore } from './retries.ts';

export interface DispatcherOptions {
  readonly settings: Protocol['webhooks'];
  readonly randomness: Randomness;
  readonly courier: Courier;
  readonly log: Logger | undefined;
}

/** A delivery with what is sent on each attempt: the same bytes, and so the same notification id. */
interface Dispatch {
  readonly organization: Organization;
  readonly delivery: Delivery;
  readonly body: Buffer;
  /** Milliseconds since 1970-01-01T00:00:00Z, by the organization's clock. */
  readonly startedAt: number;
}

/** Tells organizations what became of their payments: to every endpoint, again and again until it is acknowledged. */
export class Dispatcher {
  readonly #settings: Protocol['webhooks'];
  readonly #randomness: Randomness;
  readonly #courier: Courier;
  readonly #log: Logger | undefined;
  readonly #hmacProfile: HmacProfile;

  constructor({ settings, randomness, courier, log }: DispatcherOptions) {
    this.#settings = settings;
    this.#randomness = randomness;
    this.#courier = courier;
    this.#log = log;
    this.#hmacProfile = { header: settings.signatureHeader, hash: settings.hash, encoding: settings.encoding };
  }

  /** Has a notification delivered to each endpoint that wants its type. Does not wait for that. */
  dispatch(organization: Organization, notification: Notification): void {
    const endpoints = organization.endpoints.filter(wants(notification));
    if (endpoints.length === 0) return;
    const { notificationType, transactionId } = notification;
    const notificationId = this.#randomness.uuid();
    const body = Buffer.from(JSON.stringify({ notificationId, ...notification }));
    for (const { url } of endpoints) {
      const delivery: Delivery = {
        notificationId,
        notificationType,
        transactionId,
        url,
        attempts: [],
        state: 'pending',
      };
      organization.deliveries.push(delivery);
      // The answer to the call that caused it leaves first.
      setImmediate(() => {
        this.#begin({ organization, delivery, body, startedAt: organization.time.now() });
      });
    }
  }

  /** Nobody waits for an attempt, so that what goes wrong in it has to end here. */
  #begin(dispatch: Dispatch): void {
    this.#attempt(dispatch).catch((error: unknown) => {
      dispatch.delivery.state = 'dropped';
      this.#log?.error({ ...dispatch.delivery, err: error }, 'webhook failed');
    });
  }

  async #attempt(dispatch: Dispatch): Promise<void> {
    const { organization, delivery, body } = dispatch;
    const attemptedAt = organization.time.now();
    const at = new Date(attemptedAt).toISOString();
    const signature = hmac(body, organization.webhookSecret, this.#hmacProfile);
    const attempt = await this.#courier
      .deliver(delivery.url, { [this.#hmacProfile.header]: signature }, body)
      .then((status): Attempt => ({ at, status }))
      .catch((error: unknown): Attempt => ({ at, error: (error as Error).message }));
    delivery.attempts.push(attempt);
    this.#log?.info({ ...delivery, attempts: delivery.attempts.length, ...attempt }, 'webhook');
    if (acknowledged(attempt)) delivery.state = 'delivered';
    else this.#retry(dispatch, attemptedAt);
  }

  /** The pause counts from the attempt, so that a clock that was moved while it was under way is not lost on it. */
  #retry(dispatch: Dispatch, attemptedAt: number): void {
    const { organization, delivery, startedAt } = dispatch;
    const pause = pauseBefore(delivery.attempts.length, (attemptedAt - startedAt) / 1000, this.#settings);
    const gone = (organization.time.now() - attemptedAt) / 1000;
    if (pause === undefined) delivery.state = 'dropped';
    else
      organization.time.after(Math.max(0, pause - gone), () => {
        this.#begin(dispatch);
      });
  }
}

function wants({ notificationType }: Notification): (endpoint: Endpoint) => boolean {
  return ({ types }) => types === undefined || types.includes(notificationType);
}

/** Any 2xx acknowledges (WHOV, SK-WH). */
function acknowledged({ status }: Attempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
