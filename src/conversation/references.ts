import { protocolVariables, type Variables } from '../contract/variables.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import type { Randomness } from '../randomness.ts';

/** What request specs can name wherever an organization is known: itself, and the wire profile. */
export function partyVariables(credentials: ClientCredentials, protocol: Protocol, scope: string): Variables {
  return {
    ...protocolVariables(protocol),
    'organization.id': credentials.organizationId,
    'account.id': credentials.processingAccountId,
    scope,
  };
}

/** The id of a payment that does not exist, in the form of Nopan's: 12 lower-case characters of base 36. */
export const missingTransactionId = (randomness: Randomness): string => letters(randomness, 12);

/** New text of that length. */
export const freshText = (randomness: Randomness, length: number): string => letters(randomness, length);

const letters = (randomness: Randomness, length: number): string =>
  Array.from(randomness.bytes(length), (byte) => (byte % 36).toString(36)).join('');

/** References that no other scenario has, in this run or in any other. A scenario has one payer. */
export class References {
  readonly #randomness: Randomness;
  readonly #reservedOrders: string[] = [];
  readonly #payer: string;

  constructor(randomness: Randomness) {
    this.#randomness = randomness;
    this.#payer = this.#fresh('payer');
  }

  /** The reference that the next order will have. */
  reserveOrder(): string {
    const order = this.#fresh('order');
    this.#reservedOrders.push(order);
    return order;
  }

  variables(): Variables {
    return {
      'unique.account': () => this.#fresh('account'),
      'unique.organization': () => this.#fresh('organization'),
      'unique.otherPayer': () => this.#fresh('payer'),
      'unique.paymentToken': () => this.#fresh('token'),
      'unique.payment': () => missingTransactionId(this.#randomness),
      'unique.oneTimeCode': () => String(this.#randomness.bytes(4).readUInt32BE() % 1_000_000).padStart(6, '0'),
      'unique.order': () => this.#reservedOrders.shift() ?? this.#fresh('order'),
      'unique.capture': () => this.#fresh('capture'),
      'unique.refund': () => this.#fresh('refund'),
      'unique.payer': this.#payer,
      payerId: this.#payer,
    };
  }

  #fresh(kind: string): string {
    return `${kind}-${this.#randomness.bytes(8).toString('hex')}`;
  }
}
