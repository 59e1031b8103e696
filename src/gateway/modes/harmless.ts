import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../contract/json.ts';
import { isObject } from '../../contract/merge-patch.ts';
import { fieldOf, withField, type Answer, type Mode } from '../behaviour.ts';
import { eachObject, errorBody } from './json.ts';

const named =
  (change: (name: string) => string) =>
  (answer: Answer): Answer => ({
    ...answer,
    fields: answer.fields.map(([name, value]) => [change(name), value]),
  });

const typed =
  (type: string) =>
  (answer: Answer): Answer =>
    fieldOf(answer.fields, 'content-type').includes('json')
      ? { ...answer, fields: withField(answer.fields, 'content-type', type) }
      : answer;

const further: Answer['fields'] = [
  ['x-request-id', randomUUID()],
  ['via', '1.1 gateway'],
  ['server', 'gateway/1'],
  ['strict-transport-security', 'max-age=63072000'],
  ['cache-control', 'no-store'],
  ['vary', 'Origin'],
  ['set-cookie', 'a=b; Secure'],
  ['set-cookie', 'c=d'],
  ['alt-svc', 'h3=":443"'],
  ['content-security-policy', "default-src 'none'"],
  ['x-content-type-options', 'nosniff'],
  ['x-empty', ''],
  ['server-timing', 'a;dur=1, b;dur=2'],
  ['x-long', 'y'.repeat(4_000)],
];

const succeeded =
  (change: (json: JsonObject) => JsonObject) =>
  (json: JsonObject, { status }: { status: number }) =>
    status < 300 ? change(json) : json;

/** Valid behaviour of a gateway or of Nopan: a run is CERTIFIED. */
const modes: readonly Omit<Mode, 'expected'>[] = [
  { name: 'none', title: 'passes everything on', does: {} },
  {
    name: 'upper',
    title: 'writes names of header fields in capitals',
    does: { onSigned: [named((name) => name.toUpperCase())] },
  },
  {
    name: 'title',
    title: 'writes Title-Case names, in reversed order',
    does: {
      onSigned: [
        named((name) => name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase())),
        (answer) => ({ ...answer, fields: [...answer.fields].reverse() }),
      ],
    },
  },
  {
    name: 'headers',
    title: 'adds fourteen header fields',
    joinable: true,
    does: { onSigned: [(answer) => ({ ...answer, fields: [...answer.fields, ...further] })] },
  },
  {
    name: 'close',
    title: 'closes each connection behind a response',
    does: { onSigned: [(answer) => ({ ...answer, fields: [...answer.fields, ['connection', 'close']] })] },
  },
  { name: 'idle', title: 'keeps idle connections for 40 ms', joinable: true, does: { keepAliveMs: 40 } },
  { name: 'fragment', title: 'sends responses by 50 bytes', joinable: true, does: { fragments: true } },
  { name: 'early', title: 'sends 103 Early Hints first', joinable: true, does: { earlyHints: true } },
  {
    name: 'nodate',
    title: 'sends no Date',
    joinable: true,
    does: { date: false, onSigned: [(answer) => ({ ...answer, fields: withField(answer.fields, 'date', null) })] },
  },
  { name: 'h2', title: 'offers HTTP/2, too', does: { http2: 'offered' } },
  { name: 'tls12', title: 'offers TLS 1.2, too, which is a warning', does: { tls: { minVersion: 'TLSv1.2' } } },
  { name: 'slow20', title: 'waits for 20 ms before each response', does: { delayMs: () => 20 } },
  { name: 'jitter100', title: 'waits for up to 100 ms', does: { delayMs: ({ number }) => (number * 37) % 100 } },
  { name: 'slow200', title: 'waits for 200 ms', does: { delayMs: () => 200 } },
  { name: 'resign', title: 'signs responses with another published key', joinable: true, does: { signing: {} } },
  { name: 'p384', title: 'signs with a key of P-384', does: { signing: { curve: 'P-384' } } },
  { name: 'p521', title: 'signs with a key of P-521', does: { signing: { curve: 'P-521' } } },
  {
    name: 'manykeys',
    title: 'publishes keys of other kinds among its own',
    joinable: true,
    does: {
      signing: {},
      keys: ([own = {}]) => [
        { ...own, kid: 'nopan-sandbox-2025', key_ops: ['verify'], 'x5t#S256': 'x' },
        Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'alg')),
        { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'enc', use: 'enc' },
        { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'ed' },
        { kty: 'AKP', alg: 'ML-DSA-44', kid: 'pq', pub: 'AQAB' },
      ],
    },
  },
  { name: 'sha256', title: 'digests responses with SHA-256', does: { signing: { digest: 'sha-256' } } },
  { name: 'sha384', title: 'digests responses with SHA-384', joinable: true, does: { signing: { digest: 'sha-384' } } },
  {
    name: 'order',
    title: 'covers the components in another order',
    joinable: true,
    does: { signing: { componentsReversed: true } },
  },
  {
    name: 'labelled',
    title: 'writes the label inside @signature-params',
    joinable: true,
    does: { signing: { form: 'labelled' } },
  },
  { name: 'der', title: 'encodes signatures in DER', joinable: true, does: { signing: { encoding: 'der' } } },
  { name: 'skew200', title: 'signs as of 200 s ago', does: { signing: { shift: -200 } } },
  {
    name: 'charset',
    title: 'adds a charset to the content type',
    joinable: true,
    does: { signing: {}, onAnswer: [typed('application/json; charset=utf-8')] },
  },
  { name: 'upperct', title: 'writes Application/JSON', does: { signing: {}, onAnswer: [typed('Application/JSON')] } },
  {
    name: 'pretty',
    title: 'writes JSON with white space, escapes and another order of members',
    joinable: true,
    does: {
      signing: {},
      onJson: [(json) => eachObject(json, (object) => Object.fromEntries(Object.entries(object).reverse()))],
      write: (json) =>
        `${JSON.stringify(json, null, 2).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`,
    },
  },
  {
    name: 'extrafields',
    title: 'adds members that nobody knows, on every level',
    joinable: true,
    does: {
      signing: {},
      onJson: [
        succeeded((json) => ({
          ...eachObject(json, (object, name) => (name === 'metadata' ? object : { ...object, addedLater: true })),
          links: { self: '/x' },
        })),
      ],
    },
  },
  {
    name: 'extrafieldserr',
    title: 'adds a member to error responses',
    joinable: true,
    does: {
      signing: {},
      onJson: [(json, { status }) => (status < 300 ? json : { ...json, documentation: 'https://docs.example' })],
    },
  },
  {
    name: 'okmessage',
    title: 'says "OK" in the place of another message of success',
    joinable: true,
    does: {
      signing: {},
      onJson: [
        succeeded((json) => {
          const { statusInfo } = json;
          const said = isObject(statusInfo ?? null) ? (statusInfo as JsonObject) : undefined;
          return said?.['message'] === 'Request processed successfully'
            ? { ...json, statusInfo: { ...said, message: 'OK' } }
            : json;
        }),
      ],
    },
  },
  {
    name: 'callid',
    title: 'gives successes a call id, too',
    joinable: true,
    does: {
      signing: {},
      onJson: [
        succeeded((json) => (json['statusInfo'] === undefined ? json : { ...json, callId: '678c62b0177e4bc3-a12309' })),
      ],
    },
  },
  {
    name: 'nullfields',
    title: 'gives payments without metadata empty ones',
    joinable: true,
    does: {
      signing: {},
      onJson: [succeeded((json) => (json['statusInfo'] === undefined ? json : { metadata: {}, ...json }))],
    },
  },
  {
    name: 'timestamps',
    title: 'writes times without fractions of a second',
    joinable: true,
    does: {
      signing: {},
      onJson: [
        (json) =>
          JSON.parse(JSON.stringify(json).replace(/"(\d{4}-\d\d-\d\dT[\d:]{8})\.\d+Z"/g, '"$1Z"')) as JsonObject,
      ],
    },
  },
  {
    name: 'jwksmoved',
    title: 'publishes the key set at another address, which is set',
    settings: { 'jwks.path': '/.well-known/jwks.json' },
    does: {
      onRequest: [
        (request) => (request.path === '/.well-known/jwks.json' ? { ...request, path: '/auth/jwks' } : request),
      ],
    },
  },
  {
    name: 'noextensions',
    title: 'knows no decline and no expiry on demand, which are extensions of the mock',
    joinable: true,
    does: {
      signing: {},
      onRequest: [
        (request) => (/^\/mock\/payment\/[^/]+\/(?:decline|expire)/.test(request.path) ? notFound() : request),
      ],
    },
  },
  {
    name: 'twolabels',
    title: 'signs before and behind Nopan’s signature, by other labels',
    joinable: true,
    does: {
      signing: {
        others: [
          { input: 'gw=("@status");keyid="gateway";created=1;tag="a, b"', signature: 'gw=:AAAA:' },
          { input: 'other=();created=2', signature: 'other=:BBBB:' },
        ],
      },
    },
  },
  {
    name: 'decimallabel',
    title: 'signs before and behind Nopan’s signature, by other labels and with parameters of another kind',
    does: {
      signing: {
        others: [
          { input: 'gw=("@status");keyid="gateway";created=1.5;since=@1700000000;tag="a, b"', signature: 'gw=:AAAA:' },
          { input: 'other=();created=2', signature: 'other=:BBBB:' },
        ],
      },
    },
  },
];

/** The modes with their expectation. */
export const harmless: readonly Mode[] = modes.map((mode) => ({ ...mode, expected: { exitCode: 0 } }));

/** Nopan's error for an unknown resource. */
export const notFound = (): Answer => ({
  status: 404,
  fields: [['content-type', 'application/json']],
  body: errorBody('5000', 'Resource not found'),
  signed: true,
});
