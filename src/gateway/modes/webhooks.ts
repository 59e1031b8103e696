import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../contract/json.ts';
import { withField, type Hook, type Mode } from '../behaviour.ts';

const certified = { exitCode: 0 } as const;

type Mac = (body: Buffer) => Buffer;

const rewritten = (body: Buffer, { fields }: Hook, mac: Mac): Hook => ({
  body,
  fields: withField(fields, 'Nopan-Signature', mac(body).toString('hex')),
});

const written =
  (write: (mac: Buffer) => string) =>
  (hook: Hook, mac: Mac): Hook[] => [
    { ...hook, fields: withField(hook.fields, 'Nopan-Signature', write(mac(hook.body))) },
  ];

const field =
  (name: string, value: string) =>
  (hook: Hook): Hook[] => [{ ...hook, fields: withField(hook.fields, name, value) }];

/** Sends another webhook, made from the original. */
const beside =
  (change: (payload: JsonObject) => JsonObject, isAuthentic = true) =>
  (hook: Hook, mac: Mac): Hook[] => {
    const body = Buffer.from(JSON.stringify(change(JSON.parse(hook.body.toString()) as JsonObject)));
    const own = rewritten(body, hook, mac);
    const foreign = { body, fields: withField(hook.fields, 'Nopan-Signature', '0'.repeat(64)) };
    return [isAuthentic ? own : foreign, hook];
  };

const changed =
  (change: (payload: JsonObject) => JsonObject) =>
  (hook: Hook, mac: Mac): Hook[] => {
    const payload = JSON.parse(hook.body.toString()) as JsonObject;
    const next = change(payload);
    return [next === payload ? hook : rewritten(Buffer.from(JSON.stringify(next)), hook, mac)];
  };

const ofOthers = (payload: JsonObject): JsonObject => ({
  ...payload,
  notificationId: randomUUID(),
  transactionId: 'zzzz00000000',
  clientTransactionId: 'order-of-others',
});

/** What becomes of webhooks on their way. */
export const webhooks: readonly Mode[] = [
  {
    name: 'hookdup',
    title: 'delivers each webhook twice',
    joinable: true,
    expected: certified,
    does: { onHook: [(hook) => [hook, hook]] },
  },
  {
    name: 'hookextra',
    title: 'adds a member, white space and a charset to webhooks, in another order',
    joinable: true,
    expected: certified,
    does: {
      onHook: [
        (hook, mac) => {
          const members = Object.entries(JSON.parse(hook.body.toString()) as object).reverse();
          const body = JSON.stringify({ addedLater: 'x', ...Object.fromEntries(members) }, null, 1);
          const { body: sent, fields } = rewritten(Buffer.from(body), hook, mac);
          return [{ body: sent, fields: withField(fields, 'Content-Type', 'application/json; charset=utf-8') }];
        },
      ],
    },
  },
  {
    name: 'hookjitter',
    title: 'delivers webhooks 0 to 800 ms later, in another order',
    expected: certified,
    does: { hookDelayMs: (number) => (number * 271) % 800 },
  },
  { name: 'hookdelay', title: 'delivers webhooks 3 s later', expected: certified, does: { hookDelayMs: () => 3_000 } },
  {
    name: 'hooktype',
    title: 'says application/json twice',
    expected: certified,
    does: { onHook: [field('Content-Type', 'application/json, application/json')] },
  },
  {
    name: 'hookbase64',
    title: 'writes the HMAC in base64',
    expected: { exitCode: 1, reason: /HMAC that does not fit/ },
    does: { onHook: [written((mac) => mac.toString('base64'))] },
  },
  {
    name: 'hookbase64set',
    title: 'the same, which is set',
    expected: certified,
    settings: { 'webhooks.encoding': 'base64' },
    does: { onHook: [written((mac) => mac.toString('base64'))] },
  },
  {
    name: 'hookprefixset',
    title: 'writes sha256= before the HMAC, which is set',
    expected: certified,
    settings: { 'webhooks.signaturePrefix': 'sha256=' },
    does: { onHook: [written((mac) => `sha256=${mac.toString('hex')}`)] },
  },
  {
    name: 'hookcase',
    title: 'writes names of header fields in capitals, and sends webhooks in chunks',
    joinable: true,
    expected: certified,
    does: {
      onHook: [
        (hook) => [
          { ...hook, chunked: true, fields: hook.fields.map(([name, value]) => [name.toUpperCase(), value] as const) },
        ],
      ],
    },
  },
  {
    name: 'hookswapped',
    title: 'delivers every second webhook 700 ms later, behind the next',
    expected: certified,
    does: { hookDelayMs: (number) => (number % 2 === 0 ? 700 : 0) },
  },
  {
    name: 'hookothers',
    title: 'delivers webhooks of other payments, and of other organizations, to the same URL',
    expected: certified,
    does: { onHook: [beside(ofOthers), beside(ofOthers, false)] },
  },
  {
    name: 'hooknewtype',
    title: 'delivers webhooks of a type that nobody knows, about the same payments',
    joinable: true,
    expected: certified,
    does: {
      onHook: [
        beside((payload) => ({
          ...payload,
          notificationId: randomUUID(),
          notificationType: 'PAYMENT_RISK',
          riskScore: 12,
        })),
      ],
    },
  },
  {
    name: 'hooknotype',
    title: 'delivers a webhook without a type, about the same payments',
    expected: certified,
    does: {
      onHook: [
        beside(({ transactionId = null }) => ({
          eventType: 'risk.scored',
          notificationId: randomUUID(),
          transactionId,
        })),
      ],
    },
  },
  {
    name: 'hookbare',
    title: 'leaves out of webhooks what the document does not require',
    expected: certified,
    does: {
      onHook: [
        changed(
          ({ notificationId = null, notificationType = null, transactionId = null, status = null, payerDetails }) => ({
            ...{ notificationId, notificationType, transactionId, status },
            ...(payerDetails !== undefined && { payerDetails }),
          }),
        ),
      ],
    },
  },
  {
    name: 'hookconfirmed',
    title: 'notifies the payer’s approval by PAYMENT_FINALIZE',
    joinable: true,
    expected: certified,
    does: {
      onHook: [
        changed((payload) =>
          (payload['statusInfo'] as JsonObject | undefined)?.['message'] === 'Approved by the payer'
            ? { ...payload, notificationType: 'PAYMENT_FINALIZE' }
            : payload,
        ),
      ],
    },
  },
  {
    name: 'hookgzip',
    title: 'compresses webhooks and computes the HMAC over the compressed body',
    expected: certified,
    does: {
      onHook: [
        (hook, mac) => {
          const { body, fields } = rewritten(gzipSync(hook.body), hook, mac);
          return [{ body, fields: withField(fields, 'Content-Encoding', 'gzip') }];
        },
      ],
    },
  },
  {
    name: 'hooksilent',
    title: 'notifies nothing that a response has said',
    expected: { exitCode: 4, reason: /set webhooks\.synchronousOutcomes to silent/ },
    mock: { 'webhooks.synchronousOutcomes': 'silent' },
    does: {},
  },
  {
    name: 'hooksilentset',
    title: 'the same, which is set',
    expected: certified,
    mock: { 'webhooks.synchronousOutcomes': 'silent' },
    settings: { 'webhooks.synchronousOutcomes': 'silent' },
    does: {},
  },
];
