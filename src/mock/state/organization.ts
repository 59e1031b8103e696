import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { AnswerTampering } from '../../contract/types/answer-tampering.ts';
import type { Randomness } from '../../randomness.ts';
import type { SignatureKey } from '../../signing/keys.ts';
import { shortId } from '../identifiers.ts';
import type { Delivery } from '../notifications/delivery.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { IdempotencyRecords } from './idempotency-records.ts';
import { MockSettings } from './mock-settings.ts';
import { OrganizationTime } from './organization-time.ts';
import { Payments } from './payments.ts';

/** Where webhooks go. */
export interface Endpoint {
  readonly url: string;
  /** Absent: every type. */
  readonly types?: readonly NotificationType[];
}

/** How an answer is spoilt. */
export type AnswerSpoil = Pick<AnswerTampering, 'operator' | 'arguments'>;

/** A key that an organization signs requests with. */
export interface RegisteredKey extends SignatureKey {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly validUntil: number;
}

/** One organization with all that is its own: nothing of it can be seen by another. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  /** Its processing accounts. */
  readonly accounts: readonly string[];
  /** The secret of its webhooks' HMAC. */
  readonly webhookSecret: string;
  readonly time: OrganizationTime;
  /** Public keys that it signs requests with, by id. */
  readonly keys: Map<string, RegisteredKey>;
  /** Public keys of its client certificates, SPKI in base64: they must not sign requests too (SIGN). */
  readonly certifiedKeys: Set<string>;
  readonly payments: Payments;
  readonly mocks: MockSettings;
  readonly idempotency: IdempotencyRecords;
  /** What an operation is at work on. */
  readonly locks: Set<string>;
  readonly deliveries: Delivery[];
  /** How the answers to an operation are spoilt, by its id: by request of the control API only. */
  readonly spoiltAnswers: Map<string, AnswerSpoil>;
  endpoints: readonly Endpoint[];
}

export interface OrganizationOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly idempotencyLifetimeSeconds: number;
}

export function newOrganization(options: OrganizationOptions): Organization {
  const { name, clock, randomness, idempotencyLifetimeSeconds } = options;
  return {
    id: `org-${shortId(randomness)}`,
    name,
    accounts: [`pa-${shortId(randomness)}`, `pa-${shortId(randomness)}`],
    webhookSecret: randomBytes(32).toString('base64url'),
    time: new OrganizationTime(clock),
    keys: new Map(),
    certifiedKeys: new Set(),
    payments: new Payments(),
    mocks: new MockSettings(),
    idempotency: new IdempotencyRecords(idempotencyLifetimeSeconds),
    locks: new Set(),
    deliveries: [],
    spoiltAnswers: new Map(),
    endpoints: [],
  };
}
