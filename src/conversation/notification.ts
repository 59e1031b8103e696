import type { Delivery } from '../contract/types/delivery.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Endpoint } from './endpoint.ts';
import { expectEqual, unmet } from './expectation.ts';

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
    actual: violation.actual ?? 'something else',
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
