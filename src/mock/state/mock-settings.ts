import { hash } from 'node:crypto';
import type { MockedAction } from '../payments/life-cycle.ts';
import type { Payment } from '../payments/payment.ts';
import { ofOwner, type Collection, type Storage } from './storage.ts';

/** What a step shall answer with, in place of the scheme (`/mock/set`). */
export interface MockStep {
  readonly status?: string;
  readonly statusInfo?: { readonly reasonCode?: string; readonly message?: string };
  readonly providerDetails?: Readonly<Record<string, string>>;
}

/** The content of a call of `/mock/set`. */
export interface MockSetting {
  readonly processingAccountId: string;
  readonly key: { readonly type: 'CLIENT_TRANSACTION_ID' | 'PAYER_ID'; readonly value: string };
  /** MOCK: no scheme is involved. PASSTHROUGH: a scheme's own sandbox is, which must be brought to the outcome. */
  readonly type: 'MOCK' | 'PASSTHROUGH';
  readonly oneTime?: boolean;
  readonly scenario?: 'OK' | 'INSUFFICIENT_FUNDS';
  readonly steps?: Readonly<Partial<Record<`${MockedAction}Step`, MockStep>>>;
}

interface Stored {
  readonly setting: MockSetting;
  /** Steps for which it is gone. */
  readonly used: readonly MockedAction[];
}

type Mocked = Pick<Payment, 'processingAccountId' | 'clientTransactionId' | 'payer'>;

/** The mocks of one organization. The last one set for a key counts; a payment's own key comes before its payer's (assumed). */
export class MockSettings {
  readonly #settings: Collection<Stored>;

  constructor(storage: Storage, organizationId: string) {
    this.#settings = ofOwner(storage.collection<Stored>('mock-settings'), organizationId);
  }

  set(setting: MockSetting): void {
    this.#settings.put(keyOf(setting), { setting, used: [] });
  }

  /** The mock that stands for a step of a payment. One that is meant for one time is gone for that step from then on. */
  take(action: MockedAction, { processingAccountId, clientTransactionId, payer }: Mocked): MockSetting | undefined {
    const keys = [
      { type: 'CLIENT_TRANSACTION_ID', value: clientTransactionId },
      { type: 'PAYER_ID', value: payer.payerId },
    ] as const;
    for (const key of keys.map((key) => keyOf({ processingAccountId, key }))) {
      const mock = this.#settings.get(key);
      if (mock === undefined || mock.used.includes(action)) continue;
      if (mock.setting.oneTime === true) this.#settings.put(key, { ...mock, used: [...mock.used, action] });
      return mock.setting;
    }
    return undefined;
  }
}

function keyOf({ processingAccountId, key }: Pick<MockSetting, 'processingAccountId' | 'key'>): string {
  return hash('sha256', JSON.stringify([processingAccountId, key.type, key.value]));
}
