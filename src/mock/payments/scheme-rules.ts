import { Refusal, type FieldFindings } from '../refusal.ts';
import type { Payment } from './payment.ts';
import type { InitiateRequest, StartRequest } from './requests.ts';
import { schemes, type ProviderId, type Scheme, type SchemeSettings } from './schemes.ts';

/** One thing that a scheme demands of a request; `finding` is told when it is not met. */
interface Rule<Request> {
  readonly field: string;
  readonly finding: (scheme: Scheme) => string;
  readonly holds: (request: Request, scheme: Scheme) => boolean;
}

const orderRules: readonly Rule<StartRequest>[] = [
  {
    field: 'paymentDetails.country',
    finding: ({ countries }) => `Country must be ${countries.join(' or ')} for this provider`,
    holds: ({ paymentDetails }, { countries }) => countries.includes(paymentDetails.country),
  },
  {
    field: 'paymentDetails.currency',
    finding: ({ currency }) => `Currency must be ${currency} for this provider`,
    holds: ({ paymentDetails }, { currency }) => paymentDetails.currency === currency,
  },
];

const initiateRules: readonly Rule<InitiateRequest>[] = [
  ...orderRules,
  {
    field: 'payerDetails.oneTimeCode',
    finding: () => 'One time code of 6 digits is required by this provider',
    holds: ({ payerDetails }, { payerInput }) =>
      payerInput !== 'oneTimeCode' || /^\d{6}$/.test(payerDetails.oneTimeCode ?? ''),
  },
  {
    field: 'payerDetails.phone',
    finding: () => 'Phone is required by this provider',
    holds: ({ payerDetails }, { payerInput }) => payerInput !== 'phone' || payerDetails.phone !== undefined,
  },
  {
    field: 'paymentDetails.autoCapture',
    finding: () => 'Auto capture must be false for a tokenized payment',
    holds: ({ transactionType, paymentDetails }) =>
      transactionType !== 'TOKENIZED' || paymentDetails.autoCapture !== true,
  },
];

/** @throws {Refusal} unsupportedOperation or invalidInput, when the scheme does not take such a payment */
export function assertInitiable(request: InitiateRequest, settings: SchemeSettings): void {
  const { transactionType, paymentDetails, providerDetails } = request;
  const { providerId } = providerDetails;
  if (transactionType !== 'ONE_TIME') assertStoresCredentials(providerId, settings);
  // A tokenized payment must not be captured automatically (OAS), so every scheme that accepts one defers its capture.
  if (transactionType !== 'TOKENIZED') assertCaptureInTime(paymentDetails, providerId, settings);
  assertRules(request, schemes[providerId], initiateRules);
}

/** @throws {Refusal} unsupportedOperation or invalidInput, when the scheme does not take such a charge */
export function assertChargeable(request: StartRequest, settings: SchemeSettings): void {
  const { providerId } = request.providerDetails;
  assertStoresCredentials(providerId, settings);
  assertCaptureInTime(request.paymentDetails, providerId, settings);
  assertRules(request, schemes[providerId], orderRules);
}

/** @throws {Refusal} unsupportedOperation, when the scheme knows no capture of its own, and none was left to the client */
export function assertCapturable({ provider, details }: Payment, settings: SchemeSettings): void {
  if (details.autoCapture) assertCaptureInTime({ autoCapture: false }, provider.providerId, settings);
}

function assertStoresCredentials(providerId: ProviderId, { storedCredentials }: SchemeSettings): void {
  if (storedCredentials.includes(providerId)) return;
  throw new Refusal('unsupportedOperation', { reason: 'The scheme stores no credentials' });
}

function assertCaptureInTime(
  { autoCapture }: { readonly autoCapture?: boolean },
  providerId: ProviderId,
  { deferredCapture }: SchemeSettings,
): void {
  if (autoCapture === false && !deferredCapture.includes(providerId)) {
    throw new Refusal('unsupportedOperation', { reason: 'The scheme knows no deferred capture' });
  }
}

function assertRules<Request>(request: Request, scheme: Scheme, rules: readonly Rule<Request>[]): void {
  const broken = rules.filter(({ holds }) => !holds(request, scheme));
  const fields: FieldFindings = Object.fromEntries(broken.map(({ field, finding }) => [field, finding(scheme)]));
  if (broken.length > 0) throw new Refusal('invalidInput', { fields });
}
