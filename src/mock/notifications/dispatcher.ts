import type { Logger } from 'pino';
import type { Protocol } from '../../contract/protocol.ts';
import type { Randomness } from '../../randomness.ts';
import { hmac } from '../../signing/hmac.ts';
import { hmacProfile, type HmacProfile } from '../../signing/profile.ts';
import { publishWebhook } from '../observation.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Storage } from '../state/storage.ts';
import type { Organization } from '../state/organization.ts';
import { timestamp } from '../timestamp.ts';
import { acknowledged, Deliveries, type Attempt, type Delivery } from './delivery.ts';
import type { Notification } from './notification.ts';
import type { Courier, Parcel } from './courier.ts';
import { pauseBefore } from './retries.ts';

export interface DispatcherOptions {
  readonly settings: Protocol['webhooks'];
  readonly storage: Storage;
  readonly randomness: Randomness;
  readonly courier: Courier;
  readonly behaviour: () => Pick<Behaviour, 'wants' | 'write' | 'send' | 'attempted' | 'sound'>;
  readonly log: Logger | undefined;
}

/** So many attempts are under way at a time; others wait, so that a slow endpoint does not take every connection. */
const attemptsAtOnce = 64;

/** Tells organizations what became of their payments: to every endpoint, again and again until it is acknowledged. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #hmacProfile: HmacProfile;
  readonly #waiting: { readonly organization: Organization; readonly delivery: Delivery }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#hmacProfile = hmacProfile(options.settings);
  }

  /** Has a notification delivered to each endpoint that wants its type. To be called within the transaction that it tells of. */
  dispatch(organization: Organization, notification: Notification): void {
    const { wants, sound } = this.#options.behaviour();
    const endpoints = organization.endpoints.filter((endpoint) => wants(endpoint, notification));
    if (endpoints.length === 0) return;
    const { notificationType, transactionId } = notification;
    const notificationId = this.#options.randomness.uuid();
    const body = JSON.stringify({ notificationId, ...notification });
    publishWebhook(notificationType, body, sound);
    const now = organization.clock.now();
    const about = {
      notificationId,
      notificationType,
      transactionId,
      body,
      startedAt: now,
      dueAt: now,
      attempts: [],
      state: 'pending',
    } as const;
    for (const [ordinal, { url }] of endpoints.entries()) {
      const deliveryId = Deliveries.idOf(now, notificationId, ordinal);
      organization.deliveries.add({ deliveryId, url, ...about });
      organization.agenda.add(now, { kind: 'deliver', deliveryId });
    }
  }

  /** Attempts a delivery as soon as there is room for it. */
  deliver(organization: Organization, deliveryId: string): void {
    const delivery = organization.deliveries.find(deliveryId);
    if (delivery?.state !== 'pending') return;
    this.#waiting.push({ organization, delivery });
    this.#goOn();
  }

  /** Resumes the deliveries of an earlier process. Overdue ones are due now. */
  resume({ deliveries, agenda, clock }: Organization): void {
    const now = clock.now();
    for (const delivery of [...deliveries.all()]) {
      const { deliveryId, state, dueAt } = delivery;
      if (state !== 'pending') continue;
      deliveries.save({ ...delivery, dueAt: Math.max(dueAt, now) });
      agenda.add(dueAt, { kind: 'deliver', deliveryId });
    }
  }

  /** Leaves what is under way for the next process, and resolves when nothing touches it any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.length = 0;
    await Promise.all(this.#underWay);
  }

  #goOn(): void {
    const next = this.#underWay.size < attemptsAtOnce ? this.#waiting.shift() : undefined;
    if (next === undefined) return;
    const { organization, delivery } = next;
    const attempt = this.#attempt(organization, delivery)
      .catch((error: unknown) => {
        this.#giveUp(organization, delivery, error);
      })
      .finally(() => {
        this.#underWay.delete(attempt);
        this.#goOn();
      });
    this.#underWay.add(attempt);
  }

  #giveUp({ deliveries }: Organization, delivery: Delivery, error: unknown): void {
    deliveries.save({ ...delivery, state: 'dropped' });
    this.#options.log?.error({ notificationId: delivery.notificationId, err: error }, 'webhook failed');
  }

  async #attempt(organization: Organization, delivery: Delivery): Promise<void> {
    const { behaviour, courier, log, storage } = this.#options;
    const attemptedAt = delivery.dueAt;
    const at = timestamp(attemptedAt);
    const attempt = await courier
      .deliver(this.#parcel(organization, delivery))
      .then((status): Attempt => ({ at, status }))
      .catch((error: unknown): Attempt => ({ at, error: (error as Error).message }));
    if (organization.gone || this.#closed) return;
    const { deliveryId, notificationId, notificationType, url } = delivery;
    const after = behaviour().attempted(this.#after(delivery, attempt, attemptedAt));
    storage.transaction(() => {
      organization.deliveries.save(after);
      if (after.state === 'pending') organization.agenda.add(after.dueAt, { kind: 'deliver', deliveryId });
    });
    const attempts = after.attempts.length;
    log?.info({ notificationId, notificationType, url, attempts, ...attempt, state: after.state }, 'webhook');
  }

  #parcel({ webhookSecret }: Organization, delivery: Delivery): Parcel {
    const { behaviour, randomness } = this.#options;
    const { write, send } = behaviour();
    const body = Buffer.from(write(delivery, randomness));
    const headers = { [this.#hmacProfile.header]: hmac(body, webhookSecret, this.#hmacProfile) };
    return send({ url: delivery.url, body, headers });
  }

  /**
   * Records the outcome of a delivery. A pause counts from when the attempt was due: if a clock is moved by a day, every retry of that day
   * made, one after another.
   */
  #after(delivery: Delivery, attempt: Attempt, attemptedAt: number): Delivery {
    const attempts = [...delivery.attempts, attempt];
    if (acknowledged(attempt)) return { ...delivery, attempts, state: 'delivered' };
    const elapsed = (attemptedAt - delivery.startedAt) / 1000;
    const pause = pauseBefore(attempts.length, elapsed, this.#options.settings);
    if (pause === undefined) return { ...delivery, attempts, state: 'dropped' };
    return { ...delivery, attempts, dueAt: attemptedAt + pause * 1000 };
  }
}
