import type { TransactionType } from './payment.ts';
import type { InitiateRequest } from './requests.ts';

export type ProviderId = 'BLIK' | 'BIZUM' | 'IRIS' | 'SATISPAY' | 'WERO';

/** How the payer gets to the approval: on a page, by a code to scan, or by a push to the app. */
export type Approval = 'redirectUrl' | 'qrCode' | 'push';

/** What a scheme offers and demands, as far as its page tells (BLIK, BIZUM, IRIS, SATISPAY, WERO). */
export interface Scheme {
  readonly countries: readonly string[];
  readonly currency: string;
  readonly types: readonly TransactionType[];
  /** Whether a stored credential can be charged without the payer. */
  readonly charges: boolean;
  /** What it must know about the payer. */
  readonly payerInput?: 'oneTimeCode' | 'phone';
  readonly approval: (request: InitiateRequest) => Approval;
  /** How long the payer can approve, in seconds. BLIK and IRIS name a time, the others none. */
  readonly approvalSeconds: number;
  /** How long after the authorization a deferred capture can be made. Absent: it cannot be deferred. */
  readonly captureDays?: number;
  /** How long after its beginning a payment can be refunded. Absent: no page names an end. */
  readonly refundDays?: number;
}

const everyType: readonly TransactionType[] = ['ONE_TIME', 'RECURRING', 'TOKENIZED'];

export const schemes: Readonly<Record<ProviderId, Scheme>> = {
  BLIK: {
    countries: ['PL'],
    currency: 'PLN',
    types: everyType,
    charges: true,
    payerInput: 'oneTimeCode',
    approval: () => 'push',
    approvalSeconds: 45,
  },
  BIZUM: {
    countries: ['ES'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    payerInput: 'phone',
    approval: () => 'push',
    approvalSeconds: 900,
  },
  IRIS: {
    countries: ['GR'],
    currency: 'EUR',
    types: ['ONE_TIME'],
    charges: false,
    // The payer scans a code, unless the bank was chosen before.
    approval: ({ payerDetails }) => (payerDetails.bankId === undefined ? 'qrCode' : 'redirectUrl'),
    approvalSeconds: 33 * 60,
  },
  SATISPAY: {
    countries: ['IT'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    // A phone takes the place of the redirect, for payments that store nothing.
    approval: ({ payerDetails, transactionType }) =>
      payerDetails.phone !== undefined && transactionType === 'ONE_TIME' ? 'push' : 'redirectUrl',
    approvalSeconds: 900,
    captureDays: 10,
    refundDays: 365,
  },
  WERO: {
    countries: ['FR', 'DE', 'BE', 'NL'],
    currency: 'EUR',
    types: everyType,
    charges: true,
    approval: () => 'redirectUrl',
    approvalSeconds: 900,
    captureDays: 10,
  },
};
