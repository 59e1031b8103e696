import type { OutgoingRequest } from '../outgoing.ts';

/** A change is never repeated without a key, since it might happen twice (Nopan, IDEMP). A second access token does no harm. */
export function isRepeatable({ method, spec, idempotencyKey = '' }: OutgoingRequest): boolean {
  return method === 'GET' || spec.startsWith('auth/token') || idempotencyKey !== '';
}
