import { defineParameterType } from '@cucumber/cucumber';
import { distrusts } from '../src/conversation/trial.ts';
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
  'start a BLIK payment': () => ({ spec: 'payments/initiate#blik' }),
  'start a Bizum payment': () => ({ spec: 'payments/initiate#bizum' }),
  'start an IRIS payment': () => ({ spec: 'payments/initiate#iris' }),
  'start a Satispay payment': () => ({ spec: 'payments/initiate#satispay' }),
  'start a Wero payment': () => ({ spec: 'payments/initiate#wero' }),
  'charge the stored credential': () => ({ spec: 'payments/charge' }),
  'finalize it': () => ({ spec: 'payments/finalize' }),
  'cancel it': () => ({ spec: 'payments/cancel' }),
  'capture # of it': (amount) => ({ spec: 'payments/capture', overrides: { paymentDetails: { amount } } }),
  'refund # of it': (amount) => ({ spec: 'payments/refund', overrides: { paymentDetails: { amount } } }),
  'ask for its status': () => ({ spec: 'payments/status' }),
  'ask for its history': () => ({ spec: 'payments/events' }),
  'ask for the status of a payment that does not exist': () => ({
    spec: 'payments/status',
    parameters: { transactionId: 'no0such0pay0' },
  }),
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

/** Phrases behind a call; "" stands for a quoted value. */
const manners: Readonly<Record<string, (value: string) => Manner>> = {
  'with an access token for ""': (scope) => () => ({ send: { scope } }),
  'with the access token of before': () => (conversation) => ({ send: { token: conversation.earlierToken } }),
  'with the same client reference': () => () => ({ overrides: { clientTransactionId: '${clientTransactionId}' } }),
  'using a detached JWS': () => () => ({ send: { profile: 'detached-jws' } }),
  'for version ""': (version) => () => ({ send: { version } }),
  'without a version': () => () => ({ send: { version: null } }),
};

defineParameterType({
  name: 'manner',
  regexp: Object.keys(manners).map((phrase) => phrase.replace('""', '"[^"]*"')),
  transformer(text: string): Manner | undefined {
    const value = /"([^"]*)"/.exec(text)?.[1] ?? '';
    return manners[text.replace(`"${value}"`, '""')]?.(value);
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

/** How often something happened. */
const frequencies = { once: 1, twice: 2 } as const;
defineParameterType({
  name: 'frequency',
  regexp: /once|twice/,
  transformer: (word: string) => frequencies[word as keyof typeof frequencies],
});

/** A time in seconds: `23 hours`. */
defineParameterType({
  name: 'time',
  regexp: /(\d+) (minute|hour)s?/,
  transformer: (count: string, unit: string) => Number(count) * (unit === 'hour' ? 3600 : 60),
});
