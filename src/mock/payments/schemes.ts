import type { Protocol } from '../../contract/protocol.ts';
import type { InitiateRequest } from './requests.ts';

export type ProviderId = 'BLIK' | 'BIZUM' | 'IRIS' | 'SATISPAY' | 'WERO';

/** How the payer gets to the approval: on a page, by a code to scan, or by a push to the app. */
export type Approval = 'redirectUrl' | 'qrCode' | 'push';

/** What a scheme offers and demands, as far as its page tells (BLIK, BIZUM, IRIS, SATISPAY, WERO). */
export interface Scheme {
  readonly countries: readonly string[];
  readonly currency: string;
  /** What it must know about the payer. */
  readonly payerInput?: 'oneTimeCode' | 'phone';
  readonly approval: (request: InitiateRequest) => Approval;
  /** How long after the authorization a deferred capture is possible. Absent: no page names a limit. */
  readonly captureDays?: number;
  /** How long after its beginning a payment can be refunded. Absent: no page names an end. */
  readonly refundDays?: number;
}

export const schemes: Readonly<Record<ProviderId, Scheme>> = {
  BLIK: {
    countries: ['PL'],
    currency: 'PLN',
    payerInput: 'oneTimeCode',
    approval: () => 'push',
  },
  BIZUM: {
    countries: ['ES'],
    currency: 'EUR',
    payerInput: 'phone',
    approval: () => 'push',
  },
  IRIS: {
    countries: ['GR'],
    currency: 'EUR',
    // The payer scans a code, unless the bank was chosen before.
    approval: ({ payerDetails }) => (payerDetails.bankId === undefined ? 'qrCode' : 'redirectUrl'),
  },
  SATISPAY: {
    countries: ['IT'],
    currency: 'EUR',
    // A phone takes the place of the redirect, for payments that store nothing.
    approval: ({ payerDetails, transactionType }) =>
      payerDetails.phone !== undefined && transactionType === 'ONE_TIME' ? 'push' : 'redirectUrl',
    captureDays: 10,
    refundDays: 365,
  },
  WERO: {
    countries: ['FR', 'DE', 'BE', 'NL'],
    currency: 'EUR',
    approval: () => 'redirectUrl',
    captureDays: 10,
  },
};

/** Assumptions about schemes (specs/protocol.yaml). */
export type SchemeSettings = Protocol['schemes'];

/** How long the payer can approve, in seconds. */
export function approvalSecondsOf(providerId: ProviderId, settings: SchemeSettings): number {
  if (providerId === 'BLIK') return settings.blikApprovalSeconds;
  return providerId === 'IRIS' ? settings.irisApprovalSeconds : settings.approvalSeconds;
}
