import type { Delivery } from '../contract/types/delivery.ts';
import { valueAt } from '../contract/pointer.ts';
import { CertifyError } from '../errors.ts';
import type { HmacProfile } from '../signing/profile.ts';
import { attachDelivery, type Attach } from './attachment.ts';
import type { Endpoint } from './endpoint.ts';
import { expectEqual, unmet } from './expectation.ts';
import { awaitNotification, type Notification } from './notification.ts';

export interface InboxOptions {
  readonly endpoint: () => Promise<Endpoint>;
  /** Whether an id is that of the scenario's payment, or of a capture or refund of it. */
  readonly concerns: (id: string) => boolean;
  readonly attach: Attach;
  /** Why a response of the scenario is not to be relied on: a webhook about what it said is not recognized. */
  readonly unreliable: () => CertifyError | undefined;
}

/** The calls that a webhook of each type can tell of, by their request specs (Nopan, OAS; WHOV). A payment that is started can expire. */
const causesOf: Readonly<Record<string, readonly string[]>> = {
  PAYMENT_INITIATE: ['payments/initiate', 'payments/charge', 'mock/approve'],
  PAYMENT_FINALIZE: ['payments/initiate', 'payments/charge', 'payments/finalize', 'payments/cancel'],
  PAYMENT_CAPTURE: ['payments/finalize', 'payments/charge', 'payments/capture'],
  PAYMENT_REFUND: ['payments/refund'],
};

interface ByType {
  readonly known: readonly Delivery[];
  readonly unknown: readonly Delivery[];
}

/** A webhook that names no type tells of nothing that anybody could act on: it is of none that is known. */
function byType(deliveries: readonly Delivery[]): ByType {
  const isKnown = ({ notificationType = '' }: Delivery): boolean => Object.hasOwn(causesOf, notificationType);
  return {
    known: deliveries.filter(isKnown),
    unknown: deliveries.filter((delivery) => !isKnown(delivery)),
  };
}

const ignored = ({ notificationType }: Delivery): string =>
  `${notificationType === undefined ? 'names no notificationType' : `is of the type ${notificationType}, which is not known`}: ignored`;

/** The webhooks of one scenario. Each event is told of once, however often it is delivered. */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #told = new Set<string>();
  readonly #toldEvents = new Set<string>();
  readonly #toldTypes = new Set<string>();

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /**
   * Waits for a webhook of that type about the scenario's payment, for an event that was not reported yet.
   *
   * @param status that it has to tell; when none arrives that does, it is the first of that type, for its reader to judge
   * @throws ERR_TIMEOUT when none arrives in time; ERR_ASSERTION when the first that does is not Nopan's by its HMAC, or has the id
   * of another event
   */
  async next(type: string, status?: string): Promise<Notification> {
    const isNext = this.#isNext(type);
    if (status === undefined) return this.#await(isNext);
    const { receiver } = await this.#options.endpoint();
    const tells = (delivery: Delivery): boolean =>
      !delivery.hmacVerified || valueAt(receiver.payload(delivery), '/status') === status;
    try {
      return await this.#await((delivery) => isNext(delivery) && tells(delivery));
    } catch (error) {
      const isThere = receiver.arrived((delivery) => isNext(delivery) && !this.#told.has(delivery.id)).length > 0;
      if (isThere && error instanceof CertifyError && error.code === 'ERR_TIMEOUT') return this.#await(isNext);
      throw error;
    }
  }

  /**
   * Waits for the webhook that tells of the payer's approval. Whether it is of the type that tells how a payment began, or how it ended,
   * no page says (Nopan, WHTYPES).
   *
   * @param startIsNotified whether a webhook tells of the start, too, by the first of these types
   * @throws as next
   */
  async nextOfApproval(startIsNotified: boolean): Promise<Notification> {
    const [began, ended] = ['PAYMENT_INITIATE', 'PAYMENT_FINALIZE'].map((type) => this.#isNext(type));
    if (startIsNotified && !this.#toldTypes.has('PAYMENT_INITIATE')) await this.next('PAYMENT_INITIATE');
    return this.#await((delivery) => began?.(delivery) === true || ended?.(delivery) === true);
  }

  #isNext(type: string): (delivery: Delivery) => boolean {
    return (delivery) => delivery.notificationType === type && this.#concerns(delivery) && !this.#repeatsTold(delivery);
  }

  /** Those about the scenario's payment that have arrived so far, each attempt of its own. */
  async arrived(): Promise<readonly Delivery[]> {
    const { receiver } = await this.#options.endpoint();
    return receiver.arrived((delivery) => this.#concerns(delivery));
  }

  /** Every attempt to deliver a notification that has arrived so far. */
  async attemptsOf({ delivery: { notificationId } }: Notification): Promise<readonly Delivery[]> {
    const { receiver } = await this.#options.endpoint();
    return receiver.arrived((delivery) => delivery.notificationId === notificationId);
  }

  /**
   * What has arrived about the scenario's payment must be of a type that one of the calls can bring about. A type that nobody knows is
   * ignored, and noted: types may be added (Nopan, VERS).
   *
   * @param made request specs of the calls that were made
   * @throws ERR_ASSERTION
   */
  async expectPlausible(made: readonly string[]): Promise<void> {
    const { known, unknown } = byType(await this.arrived());
    for (const delivery of unknown) attachDelivery(this.#options.attach, { ...delivery, note: ignored(delivery) });
    const strange = known.filter(({ notificationType = '' }) => {
      const causes: readonly string[] | undefined = causesOf[notificationType];
      return !causes?.some((cause) => made.includes(cause));
    });
    for (const delivery of strange) attachDelivery(this.#options.attach, delivery);
    const types = strange.map(({ notificationType }) => notificationType);
    expectEqual('Received webhooks that no call in this scenario could have triggered', types, []);
  }

  /** @throws ERR_ASSERTION when something about the scenario's payment has arrived that was not waited for, and is of a known type */
  async expectNothingElse(): Promise<void> {
    const others = byType(await this.arrived()).known.filter(
      (delivery) => !this.#told.has(delivery.id) && !this.#repeatsTold(delivery),
    );
    for (const delivery of others) attachDelivery(this.#options.attach, delivery);
    expectEqual(
      'There are webhooks that nothing called for',
      others.map(({ notificationType }) => notificationType),
      [],
    );
  }

  /** Whether it repeats a reported event: same id and same content (Nopan, WHOV). */
  #repeatsTold({ notificationId, repeats }: Delivery): boolean {
    return repeats !== undefined && notificationId !== undefined && this.#toldEvents.has(notificationId);
  }

  #concerns({ transactionId, clientTransactionId }: Delivery): boolean {
    return [transactionId, clientTransactionId].some((id) => id !== undefined && this.#options.concerns(id));
  }

  /** Waits for a webhook to arrive once more. @throws ERR_TIMEOUT when it does not in time */
  again({ delivery: { notificationId } }: Notification): Promise<Notification> {
    return this.#await((delivery) => delivery.notificationId === notificationId);
  }

  async #await(fits: (delivery: Delivery) => boolean): Promise<Notification> {
    const endpoint = await this.#options.endpoint();
    const fresh = (each: Delivery): boolean => fits(each) && !this.#told.has(each.id);
    const notification = await awaitNotification(endpoint, fresh).catch((error: unknown) => {
      throw this.#options.unreliable() ?? error;
    });
    const { delivery } = notification;
    this.#told.add(delivery.id);
    this.#toldTypes.add(delivery.notificationType ?? '');
    if (delivery.notificationId !== undefined) this.#toldEvents.add(delivery.notificationId);
    attachDelivery(this.#options.attach, delivery);
    assertAuthentic(delivery, endpoint.hmac);
    assertOneEvent(delivery);
    return notification;
  }
}

/** That an authentic one follows, since the endpoint refused it, mends nothing. */
function assertAuthentic(delivery: Delivery, { header }: HmacProfile) {
  const { hmacVerified, notificationType = 'A webhook', fields, nearMiss, problem } = delivery;
  if (hmacVerified) {
    if (problem === undefined) return;
    throw unmet({
      what: `${notificationType} ${problem}`,
      expected: 'POST with a JSON object (Nopan, WHOV)',
      actual: problem,
      advice: 'Check that no gateway changes the request.',
    });
  }
  const names = fields.map(([name = '']) => name);
  const isThere = names.some((name) => name.toLowerCase() === header.toLowerCase());
  const actual = isThere ? `another ${header}` : `no ${header}, but ${names.join(', ')}`;
  throw unmet({
    what: `${notificationType} has an invalid HMAC`,
    expected: `${header}: the HMAC of its content by the secret of the webhooks`,
    actual: nearMiss === undefined ? actual : `${actual}; it fits ${nearMiss.how}`,
    advice: nearMiss?.advice ?? adviceOn(isThere),
  });
}

const adviceOn = (isThere: boolean): string =>
  isThere
    ? 'Compare the secret, webhooks.hash and webhooks.encoding; check that no gateway rewrites the content.'
    : 'Check that no gateway removes it; if Nopan uses another name, set webhooks.signatureHeader.';

/** A receiver that identifies events by id would take the second for the first. */
function assertOneEvent({ contradicts, notificationType = 'A webhook', notificationId = '' }: Delivery): void {
  if (contradicts === undefined) return;
  throw unmet({
    what: `${notificationType} has the notificationId of another event`,
    expected: 'a new id, or the same content as before',
    actual: `${notificationId}, with other content than the delivery ${contradicts}`,
    advice: 'Report it to the operator of the target: receivers identify events by notificationId.',
  });
}
