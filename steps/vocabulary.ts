import { defineParameterType } from '@cucumber/cucumber';
import { mockedSteps, type MockedStep } from '../src/conversation/arrangement.ts';
import { freshText, missingTransactionId } from '../src/conversation/references.ts';
import { withSetting } from '../src/conversation/settings.ts';
import { distrusts } from '../src/conversation/trial.ts';
import { systemRandomness } from '../src/randomness.ts';
import type { DigestAlgorithm } from '../src/signing/digest.ts';
import type { CallOptions, Conversation } from '../src/conversation/conversation.ts';

/** A call as prose names it: its request spec, and what the words add to it. */
export interface Call extends Pick<CallOptions, 'overrides' | 'parameters'> {
  readonly spec: string;
}

/** Phrases behind "I"; # stands for an amount in minor units. */
const calls: Readonly<Record<string, (amount: number) => Call>> = {
  'obtain an access token': () => ({ spec: 'auth/token' }),
  "fetch Nopan's public keys": () => ({ spec: 'auth/jwks' }),
  'start a payment': () => ({ spec: 'payments/initiate' }),
  'start a payment of #': (amount) => ({ spec: 'payments/initiate', overrides: { paymentDetails: { amount } } }),
  'start a payment without automatic capture': () => ({ spec: 'payments/initiate#deferred-capture' }),
  'start a tokenized payment': () => ({ spec: 'payments/initiate#tokenized' }),
  'start a recurring payment': () => ({ spec: 'payments/initiate#recurring' }),
  'start a BLIK payment': () => ({ spec: 'payments/initiate#blik' }),
  'start a Bizum payment': () => ({ spec: 'payments/initiate#bizum' }),
  'start an IRIS payment': () => ({ spec: 'payments/initiate#iris' }),
  'start a Satispay payment': () => ({ spec: 'payments/initiate#satispay' }),
  'start a Wero payment': () => ({ spec: 'payments/initiate#wero' }),
  'charge the stored credential': () => ({ spec: 'payments/charge' }),
  'charge the stored credential without automatic capture': () => ({ spec: 'payments/charge#deferred-capture' }),
  "approve it in the payer's place": () => ({ spec: 'mock/approve' }),
  'finalize it': () => ({ spec: 'payments/finalize' }),
  'cancel it': () => ({ spec: 'payments/cancel' }),
  'capture # of it': (amount) => ({ spec: 'payments/capture', overrides: { paymentDetails: { amount } } }),
  'refund # of it': (amount) => ({ spec: 'payments/refund', overrides: { paymentDetails: { amount } } }),
  'ask for its status': () => ({ spec: 'payments/status' }),
  'ask for its history': () => ({ spec: 'payments/events' }),
  'ask for the status of a payment that does not exist': () => ({
    spec: 'payments/status',
    parameters: { transactionId: missingTransactionId(systemRandomness) },
  }),
  'arrange an outcome': () => ({ spec: 'mock/set' }),
  'search the reports': () => ({ spec: 'reports/search' }),
  'search the reports of my processing account': () => ({ spec: 'reports/search#of-account' }),
  'search the transaction details': () => ({ spec: 'reports/search#transaction-details' }),
  'search the fee details': () => ({ spec: 'reports/search#fee-details' }),
  'search the bank addenda': () => ({ spec: 'reports/search#bank-addendum' }),
  'search the settlements': () => ({ spec: 'reports/search#settlement' }),
  'search the invoices': () => ({ spec: 'reports/search#invoice' }),
  'search the reports since ever': () => ({ spec: 'reports/search#without-start' }),
  'search the reports of a period that ends before it begins': () => ({ spec: 'reports/search#backwards' }),
  'download the report': () => ({ spec: 'reports/download' }),
  'download a report that does not exist': () => ({
    spec: 'reports/download',
    parameters: { reportId: systemRandomness.uuid() },
  }),
  'ask for something that Nopan does not have': () => ({ spec: 'errors/unknown-path' }),
  'ask for what can only be sent': () => ({ spec: 'errors/wrong-method' }),
};

defineParameterType({
  name: 'call',
  regexp: Object.keys(calls).map((phrase) => phrase.replace('#', String.raw`\d+`)),
  transformer(text: string): Call | undefined {
    const amount = / (\d+)(?: |$)/.exec(text)?.[1] ?? '#';
    return calls[text.replace(amount, '#')]?.(Number(amount));
  },
});

/** How a call differs from the usual, as far as that depends on the conversation so far. */
export type Manner = (conversation: Conversation) => Pick<CallOptions, 'overrides' | 'send'>;

const longestKey = ({ specification }: Conversation): number => specification.protocol.idempotency.maximumKeyLength;
const keyOfLength = (length: number) => ({ send: { idempotencyKey: freshText(systemRandomness, length) } });

/** Phrases behind a call; "" stands for a quoted value, # for a number. */
const manners: Readonly<Record<string, (value: string) => Manner>> = {
  'with an access token for ""': (scope) => () => ({ send: { scope } }),
  'with the access token of before': () => (conversation) => ({ send: { token: conversation.earlierToken } }),
  'with the same client reference': () => () => ({ overrides: { clientTransactionId: '${clientTransactionId}' } }),
  'using a detached JWS': () => () => ({ send: { profile: 'detached-jws' } }),
  'for version ""': (version) => (conversation) => ({
    send: { version: withSetting(version, conversation.specification.protocol) },
  }),
  'without a version': () => () => ({ send: { version: null } }),
  'with the idempotency key of before': () => (conversation) => ({ send: { idempotencyKey: conversation.lastKey } }),
  'with the idempotency key ""': (idempotencyKey) => () => ({ send: { idempotencyKey } }),
  'without an idempotency key': () => () => ({ send: { idempotencyKey: null } }),
  'with the longest idempotency key': () => (conversation) => keyOfLength(longestKey(conversation)),
  'with an idempotency key that is too long': () => (conversation) => keyOfLength(longestKey(conversation) + 1),
  'with an idempotency key of # characters': (length) => () => keyOfLength(Number(length)),
  'with the digest ""': (digest) => () => ({ send: { signature: { digest: digest as DigestAlgorithm } } }),
  'with the content ""': (content) => () => ({ send: { content: Buffer.from(content) } }),
  'with # KiB of content': (size) => () => ({ send: { content: Buffer.from(`"${'x'.repeat(Number(size) * 1024)}"`) } }),
  'as ""': (contentType) => () => ({ send: { contentType } }),
};

defineParameterType({
  name: 'manner',
  regexp: Object.keys(manners).map((phrase) => phrase.replace('""', '"[^"]*"').replace('#', String.raw`\d+`)),
  transformer(text: string): Manner | undefined {
    const [, quoted, number] = /"([^"]*)"|(?<= )(\d+)(?= )/.exec(text) ?? [];
    const phrase = quoted === undefined ? text.replace(number ?? '#', '#') : text.replace(`"${quoted}"`, '""');
    return manners[phrase]?.(quoted ?? number ?? '');
  },
});

/** A state of a payment, by the title of the workflow that leads to it. */
defineParameterType({ name: 'state', regexp: /an? [a-z ]+ payment/, transformer: (title: string) => title });

/** A way to spoil a request, by its title in specs/tampering.yaml. */
defineParameterType({
  name: 'tampering',
  regexp: /(?:with|without|signed|over) .+/,
  transformer: (title: string) => title,
});

/** What is wrong with the signature of an answer. */
defineParameterType({
  name: 'distrust',
  regexp: Object.keys(distrusts),
  transformer: (reason: string) => reason as keyof typeof distrusts,
});

/** A step of a payment whose outcome can be arranged. */
defineParameterType({
  name: 'mockedStep',
  regexp: Object.keys(mockedSteps),
  transformer: (step: string) => step as MockedStep,
});

/** What moves money, as a payment's history sums it up. */
defineParameterType({
  name: 'movement',
  regexp: /captured|refunded/,
  transformer: (movement: string) => movement,
});

/** How often something happened: `once`, `3 times`. */
const frequencies: Readonly<Record<string, number>> = { once: 1, twice: 2 };
defineParameterType({
  name: 'frequency',
  regexp: /once|twice|\d+ times/,
  transformer: (words: string) => frequencies[words] ?? Number.parseInt(words, 10),
});

/** A time in seconds: `23 hours`. */
const units = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
defineParameterType({
  name: 'time',
  regexp: /(\d+) (second|minute|hour|day)s?/,
  transformer: (count: string, unit: string) => Number(count) * units[unit as keyof typeof units],
});
