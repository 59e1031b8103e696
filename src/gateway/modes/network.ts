import { systemClock } from '../../clock.ts';
import { fieldOf, withField, type Answer, type Mode, type Relayed } from '../behaviour.ts';
import { limited } from './edge.ts';

const certified = { exitCode: 0 } as const;

const text = (status: number, type: string, content: string): Answer => ({
  status,
  fields: [
    ['content-type', type],
    ['content-length', String(Buffer.byteLength(content))],
  ],
  body: Buffer.from(content),
  signed: false,
});

const each = (count: number, act: () => Answer) => (request: Relayed) =>
  request.certificate === 'own' && request.number % count === count - 1 ? act() : request;

const inSeconds = (seconds: number): string => new Date(systemClock.now() + seconds * 1000).toUTCString();

const movedDate =
  (seconds: number) =>
  (answer: Answer): Answer => ({ ...answer, fields: withField(answer.fields, 'date', inSeconds(seconds)) });

/** A firewall rejects what looks odd to it: an amount that is negative. */
const firewall = (page: Answer) => (request: Relayed) => (/"amount":-/.test(request.body.toString()) ? page : request);

/** Other behaviour of networks and edge servers. */
export const network: readonly Mode[] = [
  {
    name: 'dateskew',
    title: 'has a clock in Date that is 40 s late',
    joinable: true,
    expected: certified,
    does: { onSigned: [movedDate(-40)] },
  },
  {
    name: 'hangup',
    title: 'closes every third connection behind a response without saying so',
    expected: certified,
    does: { hangsUp: ({ number }) => number % 3 === 0 },
  },
  { name: 'ipv6', title: 'listens on IPv6 alone', expected: certified, does: { host: '::1' } },
  {
    name: 'tls12only',
    title: 'speaks TLS 1.2 alone, an exception that Nopan agrees to (AUTH)',
    expected: { exitCode: 1, reason: /TLS/ },
    does: { tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } },
  },
  {
    name: 'certrenewed',
    title: 'has another server certificate every 40 requests',
    joinable: true,
    expected: certified,
    does: { certificateEvery: 40 },
  },
  {
    name: 'retrydate',
    title: 'answers 1 % of requests with 429 and a date in Retry-After',
    expected: certified,
    does: { signing: {}, onRequest: [each(100, () => limited([['retry-after', inSeconds(2)]]))] },
  },
  {
    name: 'unsigned429',
    title: 'answers 1 % of requests with Nopan’s 429, not signed',
    expected: certified,
    does: { onRequest: [each(100, () => ({ ...limited([['retry-after', '1']]), signed: false }))] },
  },
  {
    name: 'waf403',
    title: 'rejects negative amounts with a page',
    expected: { exitCode: 3, reason: /403 Forbidden from .*, not signed/ },
    does: { onRequest: [firewall(text(403, 'text/html', '<html>403 Forbidden</html>'))] },
  },
  {
    name: 'waf403json',
    title: 'rejects negative amounts with its own JSON format',
    expected: { exitCode: 3, reason: /403 Forbidden from .*, not signed/ },
    does: { onRequest: [firewall(text(403, 'application/json', '{"message":"Forbidden"}'))] },
  },
  {
    name: 'waf403empty',
    title: 'rejects negative amounts without content',
    expected: { exitCode: 3, reason: /403 Forbidden from .*, not signed/ },
    does: {
      onRequest: [firewall({ status: 403, fields: [['content-length', '0']], body: Buffer.alloc(0), signed: false })],
    },
  },
  {
    name: 'held',
    title: 'holds responses for 60 ms, so that webhooks arrive first',
    expected: certified,
    does: { holdMs: ({ path }) => (path.startsWith('/payments/') ? 60 : 0) },
  },
  {
    name: 'cookies',
    title: 'sets a cookie and names a charset, quoted and in capitals',
    joinable: true,
    expected: certified,
    does: {
      onSigned: [
        (answer) => ({
          ...answer,
          fields: [
            ...withField(
              answer.fields,
              'content-type',
              fieldOf(answer.fields, 'content-type').replace(/json.*/i, 'json;charset="UTF-8"'),
            ),
            ['set-cookie', '__cf_bm=x; path=/; HttpOnly; SameSite=None'],
          ].filter(([, value]) => value !== '') as Answer['fields'],
        }),
      ],
    },
  },
];
