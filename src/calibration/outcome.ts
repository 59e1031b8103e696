import { reasonCodeOf, refusesSignature } from '../client/refusal.ts';
import type { Protocol } from '../contract/protocol.ts';

/** What an answer says of the signature of its request. */
export interface Outcome {
  /** unclear: refused for something else, which says nothing of the signature. */
  readonly signature: 'accepted' | 'refused' | 'unclear';
  readonly status: number;
  /** Of the error envelope (Nopan, ERR). */
  readonly reasonCode?: string;
}

/**
 * Reads an answer.
 * @param sound statuses that only a request meets whose signature was accepted.
 */
export function outcomeOf(
  { status, json }: { readonly status: number; readonly json?: unknown },
  errors: Protocol['errors'],
  sound: readonly number[],
): Outcome {
  const reasonCode = reasonCodeOf(json);
  return {
    signature: refusesSignature(json, errors) ? 'refused' : sound.includes(status) ? 'accepted' : 'unclear',
    status,
    ...(reasonCode !== undefined && { reasonCode }),
  };
}
