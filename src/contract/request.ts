import type { JsonValue } from './json.ts';

/** One call, ready to be sent: every variable filled in, every variant and override merged. */
export interface PlannedRequest {
  /** The request spec's id, with its variant behind a `#`. */
  readonly spec: string;
  readonly method: string;
  /** The path as its spec has it: `/payments/{transactionId}/status`. */
  readonly path: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType?: 'application/json' | 'application/x-www-form-urlencoded';
  /** JSON value, or the form's fields. Absent: no content. */
  readonly body?: JsonValue;
  /** Whether the call carries an idempotency key. */
  readonly idempotent: boolean;
  /** Whether the call carries an access token. */
  readonly authenticated: boolean;
  /** The scope of that token. Absent: the client's own choice. */
  readonly scope?: string;
}
