import { createPublicKey, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { publicKeyPem } from '../../credentials/key-pair.ts';
import type { Randomness } from '../../randomness.ts';
import { keyAlgorithm, type SignatureKey } from '../../signing/keys.ts';
import { Faults } from '../faults/faults.ts';
import { shortId } from '../identifiers.ts';
import { Deliveries } from '../notifications/delivery.ts';
import type { NotificationType } from '../notifications/notification.ts';
import { Agenda, type AgendaOptions, type Task } from './agenda.ts';
import { IdempotencyRecords } from './idempotency-records.ts';
import { MockSettings } from './mock-settings.ts';
import { OrganizationClock, type ClockSetting } from './organization-clock.ts';
import { Payments } from './payments.ts';
import { RateLimiter, type RateLimit } from './rate-limiter.ts';
import type { Collection, Storage } from './storage.ts';

/** Where webhooks go. */
export interface Endpoint {
  readonly url: string;
  /** Absent: every type. */
  readonly types?: readonly NotificationType[];
}

/** A key that an organization signs requests with. */
export interface RegisteredKey extends SignatureKey {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly validUntil: number;
  readonly revoked: boolean;
}

/** A client certificate that was issued to an organization. */
export interface IssuedCertificate {
  /** Hexadecimal, as X.509 certificates are named by (RFC 5280 section 4.1.2.2). */
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly notAfter: string;
  readonly revoked: boolean;
}

/** What is known of an organization from the start. */
export interface OrganizationFacts {
  readonly id: string;
  readonly name: string;
  /** The legal unit below it that its processing accounts belong to (ACCT, GLOSS). */
  readonly contractualEntityId: string;
  /** The secret of its webhooks' HMAC. */
  webhookSecret: string;
}

type StoredKey = Pick<RegisteredKey, 'keyid' | 'validUntil' | 'revoked'> & { readonly publicKey: string };

/** An organization as it is kept. */
interface OrganizationRecord extends OrganizationFacts {
  readonly accounts: readonly string[];
  readonly keys: readonly StoredKey[];
  readonly certificates: readonly IssuedCertificate[];
  readonly certifiedKeys: readonly string[];
  readonly endpoints: readonly Endpoint[];
  readonly clock: ClockSetting;
  readonly rateLimit?: RateLimit;
}

export interface OrganizationSurroundings {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly idempotencyLifetimeSeconds: number;
  /** What holds for an organization that has no limit of its own. */
  readonly rateLimit: RateLimit | undefined;
  readonly perform: (organization: Organization, task: Task, dueAt: number) => void;
  readonly failed: AgendaOptions['failed'];
}

/** One organization with all that is its own: nothing of it can be seen by another. */
export class Organization implements OrganizationFacts {
  readonly id: string;
  readonly name: string;
  readonly contractualEntityId: string;
  webhookSecret: string;
  /** Its processing accounts. */
  readonly accounts: string[];
  readonly clock: OrganizationClock;
  readonly agenda: Agenda;
  /** Public keys that it signs requests with, by id. */
  readonly keys: Map<string, RegisteredKey>;
  /** Its client certificates, by serial number. */
  readonly certificates: Map<string, IssuedCertificate>;
  /** Public keys of its client certificates, SPKI in base64: they must not sign requests too (SIGN). */
  readonly certifiedKeys: Set<string>;
  readonly payments: Payments;
  readonly mocks: MockSettings;
  readonly idempotency: IdempotencyRecords;
  readonly deliveries: Deliveries;
  readonly rate: RateLimiter;
  /** What an operation is at work on. */
  readonly locks = new Set<string>();
  readonly faults = new Faults();
  endpoints: readonly Endpoint[];
  /** Whether it was removed: what was under way then leaves nothing behind. */
  gone = false;
  readonly #records: Collection<OrganizationRecord>;

  constructor(record: OrganizationRecord, surroundings: OrganizationSurroundings) {
    const { storage, clock, idempotencyLifetimeSeconds, rateLimit, perform, failed } = surroundings;
    const { id } = record;
    this.id = id;
    this.name = record.name;
    this.contractualEntityId = record.contractualEntityId;
    this.webhookSecret = record.webhookSecret;
    this.accounts = [...record.accounts];
    this.clock = new OrganizationClock(clock, record.clock);
    this.keys = new Map(record.keys.map((key) => [key.keyid, keyFrom(key)]));
    this.certificates = new Map(record.certificates.map((issued) => [issued.serialNumber, issued]));
    this.certifiedKeys = new Set(record.certifiedKeys);
    this.payments = new Payments(storage, id);
    this.mocks = new MockSettings(storage, id);
    this.idempotency = new IdempotencyRecords(storage, id, idempotencyLifetimeSeconds);
    this.deliveries = new Deliveries(storage, id);
    this.rate = new RateLimiter(this.clock, record.rateLimit, rateLimit);
    this.endpoints = record.endpoints;
    this.agenda = new Agenda({
      storage,
      owner: id,
      clock: this.clock,
      perform: (task, dueAt) => {
        perform(this, task, dueAt);
      },
      failed,
    });
    this.#records = organizationRecords(storage);
  }

  /** Keeps what has changed about the organization itself. */
  save(): void {
    const { id, name, contractualEntityId, webhookSecret, accounts, certificates, certifiedKeys, endpoints } = this;
    const { clock, rate } = this;
    this.#records.put(id, {
      ...{ id, name, contractualEntityId, webhookSecret, accounts, endpoints },
      keys: [...this.keys.values()].map(storedKey),
      certificates: [...certificates.values()],
      certifiedKeys: [...certifiedKeys],
      clock: clock.setting,
      ...(rate.own !== undefined && { rateLimit: rate.own }),
    });
  }
}

export function organizationRecords(storage: Storage): Collection<OrganizationRecord> {
  return storage.collection<OrganizationRecord>('organizations');
}

export interface NewOrganization {
  readonly name: string;
  /** Default: two that are made up. */
  readonly accounts?: readonly string[];
}

export function newWebhookSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A new organization. Its webhook secret is a secret, whatever the randomness of its names. */
export function newOrganization(
  { name, accounts }: NewOrganization,
  randomness: Randomness,
  surroundings: OrganizationSurroundings,
): Organization {
  const id = `org-${shortId(randomness)}`;
  const contractualEntityId = `entity-${shortId(randomness)}`;
  const webhookSecret = newWebhookSecret();
  const nothing = { keys: [], certificates: [], certifiedKeys: [], endpoints: [], clock: { aheadMs: 0 } };
  return new Organization(
    {
      ...{ id, name, contractualEntityId, webhookSecret, ...nothing },
      accounts: accounts ?? [`pa-${shortId(randomness)}`, `pa-${shortId(randomness)}`],
    },
    surroundings,
  );
}

function keyFrom({ publicKey, ...about }: StoredKey): RegisteredKey {
  const key = createPublicKey(publicKey);
  return { ...about, key, algorithm: keyAlgorithm(key) };
}

function storedKey({ key, keyid, validUntil, revoked }: RegisteredKey): StoredKey {
  return { keyid, validUntil, revoked, publicKey: publicKeyPem(key) };
}
