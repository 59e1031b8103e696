import type { Randomness } from '../../randomness.ts';
import {
  newOrganization,
  Organization,
  organizationRecords,
  type NewOrganization,
  type OrganizationSurroundings,
} from './organization.ts';

/** The organizations that a mock serves. */
export class Organizations {
  readonly #surroundings: OrganizationSurroundings;
  readonly #randomness: Randomness;
  readonly #byId = new Map<string, Organization>();

  /** With those that the storage knows. */
  constructor(surroundings: OrganizationSurroundings, randomness: Randomness) {
    this.#surroundings = surroundings;
    this.#randomness = randomness;
    for (const [id, record] of organizationRecords(surroundings.storage).entries('')) {
      this.#byId.set(id, new Organization(record, surroundings));
    }
  }

  get(id: string): Organization | undefined {
    return this.#byId.get(id);
  }

  values(): Iterable<Organization> {
    return this.#byId.values();
  }

  add(options: NewOrganization): Organization {
    const organization = newOrganization(options, this.#randomness, this.#surroundings);
    organization.save();
    this.#byId.set(organization.id, organization);
    return organization;
  }

  /** Removes an organization with all that is its own. */
  remove(organization: Organization): void {
    const { storage } = this.#surroundings;
    organization.gone = true;
    organization.agenda.stop();
    this.#byId.delete(organization.id);
    storage.transaction(() => {
      organizationRecords(storage).remove(organization.id);
      for (const name of ownedCollections) {
        const collection = storage.collection(name);
        const keys = [...collection.entries(`${organization.id}/`)].map(([key]) => key);
        for (const key of keys) collection.remove(key);
      }
    });
  }
}

/** Collections whose keys begin with an organization's id. */
const ownedCollections = [
  'agenda',
  'deliveries',
  'idempotency-ages',
  'idempotency-records',
  'mock-settings',
  'payment-references',
  'payment-tokens',
  'payments',
];
