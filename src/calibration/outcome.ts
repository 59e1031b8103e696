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
  { signatureFormat, signatureVerification }: Protocol['errors'],
  sound: readonly number[],
): Outcome {
  const reasonCode = reasonCodeOf(json);
  const refused = [signatureFormat, signatureVerification].some((error) => error.reasonCode === reasonCode);
  return {
    signature: refused ? 'refused' : sound.includes(status) ? 'accepted' : 'unclear',
    status,
    ...(reasonCode !== undefined && { reasonCode }),
  };
}

function reasonCodeOf(json: unknown): string | undefined {
  const { statusInfo } = Object(json) as { statusInfo?: unknown };
  const { reasonCode } = Object(statusInfo) as { reasonCode?: unknown };
  return typeof reasonCode === 'string' ? reasonCode : undefined;
}
