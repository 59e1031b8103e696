import type { TransactionType } from './payment.ts';

export type ProviderId = 'BLIK' | 'BIZUM' | 'IRIS' | 'SATISPAY' | 'WERO';

/** What a scheme offers and demands, as far as its page tells (BLIK, BIZUM, IRIS, SATISPAY, WERO). */
export interface Scheme {
  readonly countries: readonly string[];
  readonly currency: string;
  readonly types: readonly TransactionType[];
  /** Whether a stored credential can be charged without the payer. */
  readonly charges: boolean;
  /** What it must know about the payer. */
  readonly payerInput?: 'oneTimeCode' | 'phone';
  /** How the payer gets to the approval; absent: by a push to the bank's app. */
  readonly approval?: 'redirectUrl' | 'qrCode';
  /** How long the payer can approve, in seconds. BLIK and IRIS name a time, the others none. */
  readonly approvalSeconds: number;
}

const everyType: readonly TransactionType[] = ['ONE_TIME', 'RECURRING', 'TOKENIZED'];

export const schemes: Readonly<Record<ProviderId, Scheme>> = {
  BLIK: {
    countries: ['PL'],
    currency: 'PLN',
    types: everyType,
    charges: true,
    payerInput: 'oneTimeCode',
    approvalSeconds: 45,
  },
  BIZUM: {
    countries: ['ES'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    payerInput: 'phone',
    approvalSeconds: 900,
  },
  IRIS: {
    countries: ['GR'],
    currency: 'EUR',
    types: ['ONE_TIME'],
    charges: false,
    approval: 'qrCode',
    approvalSeconds: 33 * 60,
  },
  SATISPAY: {
    countries: ['IT'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    approval: 'redirectUrl',
    approvalSeconds: 900,
  },
  WERO: {
    countries: ['FR', 'DE', 'BE', 'NL'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    approval: 'redirectUrl',
    approvalSeconds: 900,
  },
};
