import { hash } from 'node:crypto';
import type { Call } from '../call.ts';
import type { Nopan } from '../nopan.ts';
import { Refusal } from '../refusal.ts';
import type { Guard } from './guard.ts';

/**
 * A request with a key that was used before is not processed again: the first answer is returned (IDEMP). The same key with another
 * payload is a conflict, and a request whose twin is still being processed has to wait (assumed).
 */
export const idempotency: Guard = {
  name: 'idempotency',
  concerns: ({ writes }) => writes,
  async handle(call, nopan, next) {
    const key = keyOf(call, nopan);
    if (key === undefined) return next();
    const { idempotency } = call.organization;
    const payload = hash('sha256', call.message.body);
    const first = idempotency.find(key, call.now);
    const firstPayload = first?.payload ?? idempotency.underWay.get(key);
    if (firstPayload !== undefined && firstPayload !== payload) throw new Refusal('idempotencyConflict');
    if (first !== undefined) return first.answer;
    if (firstPayload !== undefined) throw new Refusal('processing', { reason: 'The first request is being processed' });
    idempotency.underWay.set(key, payload);
    call.keyed = { key, payload, usedAt: call.now };
    try {
      return await next();
    } finally {
      idempotency.underWay.delete(key);
    }
  },
};

/**
 * The key with its scope: one operation on one resource of one organization, whose records these are, however its path is spelt; or all
 * of the organization's.
 */
function keyOf(call: Call, { protocol }: Nopan): string | undefined {
  const { header, missingKey, maximumKeyLength, scope } = protocol.idempotency;
  const key = call.header(header);
  if (key === undefined && missingKey === 'accepted') return undefined;
  if (key === undefined) throw new Refusal('invalidInput', { fields: { [header]: `${header} is required` } });
  if (key === '' || key.length > maximumKeyLength) {
    throw new Refusal('invalidInput', {
      fields: { [header]: `${header} must be 1 to ${maximumKeyLength} characters` },
    });
  }
  const reach = scope === 'organization' ? [] : [call.operation.id, call.parameters];
  return hash('sha256', JSON.stringify([...reach, key]));
}
