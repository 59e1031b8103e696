import type { Delivery } from '../contract/types/delivery.ts';
import { valueAt } from '../contract/pointer.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Endpoint } from './endpoint.ts';
import { actualAt, expectEqual, unmet } from './expectation.ts';
import { movedIn } from './history.ts';

/** A webhook that a scenario has waited for, with what it said. */
export interface Notification {
  readonly delivery: Delivery;
  readonly payload: unknown;
}

/** @throws ERR_TIMEOUT when no such delivery arrives in time */
export async function awaitNotification(
  { receiver, deadlineMs }: Endpoint,
  fits: (delivery: Delivery) => boolean,
): Promise<Notification> {
  const delivery = await receiver.waitFor(fits, { timeoutMs: deadlineMs });
  return { delivery, payload: receiver.payload(delivery) };
}

/**
 * A notification must have Nopan's HMAC and keep the contract of its type.
 *
 * @throws ERR_ASSERTION
 */
export function expectAuthentic({ delivery, payload }: Notification, schemas: Schemas): void {
  const type = delivery.notificationType ?? '';
  expectEqual(
    `The HMAC of ${type} does not verify`,
    delivery.hmacVerified,
    true,
    'Compare secret, header and encoding.',
  );
  const schema = `webhooks/${type}`;
  const [violation] = schemas.has(schema) ? schemas.violations(schema, payload) : [];
  if (violation === undefined) return;
  throw unmet({
    what: `${type} breaks its contract: ${violation.pointer} ${violation.message}`,
    where: violation.pointer,
    expected: violation.expected ?? violation.message,
    actual: actualAt(violation, payload) ?? 'something else',
  });
}

/**
 * A notification must tell of a payment what the status and the history tell.
 *
 * @throws ERR_ASSERTION
 */
export function expectAgreement({ payload, delivery }: Notification, status: unknown, history: unknown): void {
  const type = delivery.notificationType ?? '';
  if (!isMovement(type))
    expectEqual(`${type} and the status differ`, valueAt(payload, '/status'), valueAt(status, '/status'));
  for (const what of ['captured', 'refunded'] as const) {
    const sum = `${what}Amount`;
    const notified = valueAt(payload, `/${sum}`);
    if (notified === undefined) continue;
    expectEqual(`${type} and the history differ in ${sum}`, notified, movedIn(history, what));
  }
}

/** Of a capture or a refund, whose status is not that of the payment. */
const isMovement = (type: string): boolean => /CAPTURE|REFUND/.test(type);

/** Each member must be there, by its JSON Pointer. @throws ERR_ASSERTION */
export function expectMembersOf({ payload }: Notification, pointers: readonly string[]): void {
  const missing = pointers.filter((pointer) => valueAt(payload, pointer) === undefined);
  expectEqual('The notification lacks members', missing, []);
}

/** Each event must have an id of its own. @throws ERR_ASSERTION */
export function expectOwnIds(deliveries: readonly Delivery[]): void {
  const contents = new Set(deliveries.map(({ notificationType, body }) => `${notificationType ?? ''} ${body}`));
  const ids = new Set(deliveries.map(({ notificationId }) => notificationId));
  expectEqual('The number of notification ids', ids.size, contents.size);
}

/** @throws ERR_ASSERTION when a notification was not delivered so often */
export function expectDeliveries(deliveries: readonly Delivery[], count: number): void {
  expectEqual('The number of deliveries', deliveries.length, count);
}

/** Each pause must be longer than the one before. @throws ERR_ASSERTION */
export function expectGrowingPauses(deliveries: readonly Delivery[]): void {
  const times = deliveries.map(({ receivedAt }) => Date.parse(receivedAt));
  const pauses = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? time)) / 1000));
  const shrinks = pauses.some((pause, index) => index > 0 && pause <= (pauses[index - 1] ?? 0));
  if (pauses.length > 1 && !shrinks) return;
  throw unmet({
    what: 'The pauses between the deliveries do not grow',
    expected: 'each longer than the one before',
    actual: pauses.map((seconds) => `${seconds} s`).join(', ') || 'no pauses',
  });
}

/**
 * The same notification must be taken as it is and refused with another body under the same HMAC.
 *
 * @throws ERR_ASSERTION when it is not so
 */
export async function expectAlterationNoticed({ payload }: Notification, endpoint: Endpoint): Promise<void> {
  const genuine = Buffer.from(JSON.stringify(payload));
  const altered = Buffer.from(JSON.stringify({ ...(payload as JsonObject), status: 'ALTERED' }));
  expectEqual(
    'The endpoint does not take a repeated notification',
    accepted(await endpoint.deliver(genuine, genuine)),
    true,
  );
  expectEqual('The endpoint takes an altered notification', accepted(await endpoint.deliver(altered, genuine)), false);
  expectEqual('The endpoint takes nothing any more', accepted(await endpoint.deliver(genuine, genuine)), true);
}

const accepted = (status: number): boolean => status >= 200 && status < 300;
