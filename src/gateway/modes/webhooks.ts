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

/** Changes to webhooks in transit. */
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
];
