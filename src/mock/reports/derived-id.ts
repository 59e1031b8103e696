import type { Activity } from './activity.ts';
import { nameUuid } from './name-uuid.ts';
import { dateOf } from './utc-day.ts';

/** A namespace of this mock's own (RFC 9562 section 6.6). */
const namespace = '5f0f7a52-6b0c-4d27-9a3d-0a4f6f0d2c61';

/** The id of something that an account's day has one of: always the same, so that nothing of it needs to be kept. */
export function derivedId({ organizationId, account, day }: Activity, ...what: readonly string[]): string {
  return nameUuid(namespace, JSON.stringify([organizationId, account, dateOf(day), ...what]));
}
