import { gzipSync } from 'node:zlib';
import { fieldOf, withField, type Answer, type Mode, type Relayed } from '../behaviour.ts';
import { errorBody } from './json.ts';

/** A page of the edge, or nothing. */
function page(status: number, text: string, fields: Answer['fields'] = []): Answer {
  const body = Buffer.from(text);
  const content: Answer['fields'] =
    text === ''
      ? [['content-length', '0']]
      : [
          ['content-type', 'text/html'],
          ['content-length', String(body.length)],
        ];
  return { status, fields: [...content, ...fields], body, signed: false };
}

export const limited = (fields: Answer['fields']): Answer => ({
  status: 429,
  fields: [['content-type', 'application/json'], ...fields],
  body: errorBody('3000', 'Rate limit exceeded'),
  signed: true,
});

const second: Answer['fields'] = [['retry-after', '1']];
const unavailable = () => page(503, '<html><body>503 Service Unavailable</body></html>', second);

/** Once in `count` requests of the organization. */
const each =
  (count: number, act: () => Answer | 'cut', from = 0) =>
  (request: Relayed) =>
    request.certificate === 'own' && request.number % count === from ? act() : request;

const from = (count: number, act: () => Answer | 'cut') => (request: Relayed) =>
  request.certificate === 'own' && request.number > count ? act() : request;

const withoutCertificate = (act: () => Answer) => (request: Relayed) =>
  request.certificate === 'none' && !request.path.startsWith('/auth/jwks') ? act() : request;

const compressed =
  (isAsked: (request: Relayed) => boolean) =>
  (answer: Answer, request: Relayed): Answer =>
    answer.body.length > 0 && isAsked(request)
      ? { ...answer, body: gzipSync(answer.body), fields: withField(answer.fields, 'content-encoding', 'gzip') }
      : answer;

const accepts = ({ fields }: Relayed): boolean => /\bgzip\b/.test(fieldOf(fields, 'accept-encoding'));

const certified = { exitCode: 0 } as const;

/** Behaviour of an edge: a run is CERTIFIED, or says that the API was not the cause. */
export const edge: readonly Mode[] = [
  {
    name: 'busy429',
    title: 'answers 2 % of requests with 429 and Retry-After',
    expected: certified,
    does: { signing: {}, onRequest: [each(50, () => limited(second), 7)] },
  },
  {
    name: 'busy429mute',
    title: 'the same without Retry-After',
    expected: certified,
    does: { signing: {}, onRequest: [each(50, () => limited([]), 7)] },
  },
  {
    name: 'busy503',
    title: 'answers 2 % of requests with 503 and a page',
    expected: certified,
    does: { onRequest: [each(50, unavailable, 11)] },
  },
  {
    name: 'busy5xx',
    title: 'answers with 502, 504 and 503, each without content, and cuts connections, in turn',
    expected: certified,
    does: {
      onRequest: [
        each(97, () => page(502, ''), 5),
        each(101, () => page(504, ''), 6),
        each(103, () => page(503, ''), 7),
        each(107, () => 'cut', 8),
      ],
    },
  },
  {
    name: 'seldom',
    title: 'is busy, broken or gone for 1 % of requests',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onRequest: [
        each(400, () => limited([]), 9),
        each(400, () => page(503, ''), 109),
        each(400, () => page(502, '<html>'), 209),
        each(400, () => 'cut', 309),
      ],
    },
  },
  {
    name: 'cut',
    title: 'cuts 1 % of connections',
    expected: certified,
    does: { onRequest: [each(100, () => 'cut', 13)] },
  },
  {
    name: 'down',
    title: 'answers every request with 503',
    expected: { exitCode: 3, reason: /503 Service Unavailable from .*, not signed/ },
    does: { onRequest: [from(0, () => page(503, '<html>down</html>'))] },
  },
  {
    name: 'goesdown',
    title: 'answers with 503 from the 300th request on',
    expected: { exitCode: 3, reason: /503 Service Unavailable from .*, not signed/ },
    does: { onRequest: [from(300, () => page(503, '<html>down</html>'))] },
  },
  {
    name: 'limits',
    title: 'answers with 429 from the 300th request on',
    expected: { exitCode: 3, reason: /429 Too Many Requests from / },
    does: { signing: {}, onRequest: [from(300, () => limited([]))] },
  },
  {
    name: 'waf413',
    title: 'refuses content beyond 100 kB with a page',
    expected: { exitCode: 3, reason: /413 Payload Too Large from .*, not signed/ },
    does: { onRequest: [(request) => (request.body.length > 100_000 ? page(413, '<html>413</html>') : request)] },
  },
  {
    name: 'gzip',
    title: 'compresses responses for whoever accepts that',
    joinable: true,
    expected: certified,
    does: { signing: {}, onAnswer: [compressed(accepts)] },
  },
  {
    name: 'gzipforce',
    title: 'compresses responses for everybody',
    expected: { exitCode: 3, reason: /is encoded with gzip, which was not asked for/ },
    does: { signing: {}, onAnswer: [compressed(() => true)] },
  },
  {
    name: 'chunked',
    title: 'takes Content-Length away',
    expected: { exitCode: 3, reason: /has no Content-Length, which its signature has to cover/ },
    does: {
      signing: { withoutLength: true },
      onSigned: [(answer) => ({ ...answer, fields: withField(answer.fields, 'content-length', null) })],
    },
  },
  {
    name: 'nojwks',
    title: 'answers for the key set with 404',
    expected: { exitCode: 3, reason: /The target does not publish its keys here/ },
    does: { onRequest: [(request) => (request.path === '/auth/jwks' ? page(404, '') : request)] },
  },
  {
    name: 'jwkspage',
    title: 'answers for the key set with a page',
    expected: { exitCode: 3, reason: /The target does not publish its keys here/ },
    does: { onRequest: [(request) => (request.path === '/auth/jwks' ? page(200, '<html>') : request)] },
  },
  {
    name: 'jwks500',
    title: 'answers for the key set with 500',
    expected: { exitCode: 3, reason: /The target does not publish its keys here/ },
    does: { onRequest: [(request) => (request.path === '/auth/jwks' ? page(500, '<html>') : request)] },
  },
  {
    name: 'h2only',
    title: 'speaks HTTP/2 only',
    expected: { exitCode: 3, reason: /speaks HTTP\/2 only/ },
    does: { http2: 'only' },
  },
  {
    name: 'handshake',
    title: 'rejects client certificates in the handshake',
    expected: { exitCode: 3, reason: /was rejected by TLS itself, not as transport\.missingCertificate says/ },
    does: { tls: { rejectUnauthorized: true } },
  },
  {
    name: 'handshakeset',
    title: 'the same, which is set',
    joinable: true,
    expected: certified,
    settings: { 'transport.missingCertificate': 'handshake-failure' },
    does: { tls: { rejectUnauthorized: true } },
  },
  {
    name: 'nocert400',
    title: 'rejects a missing client certificate with a page',
    expected: {
      exitCode: 3,
      reason: /was rejected by a gateway before the API, not as transport\.missingCertificate says/,
    },
    does: { onRequest: [withoutCertificate(() => page(400, '<html>400 No required SSL certificate was sent</html>'))] },
  },
  {
    name: 'nocert400set',
    title: 'the same, which is set',
    expected: certified,
    settings: { 'transport.missingCertificate': 'unsigned-error' },
    does: { onRequest: [withoutCertificate(() => page(400, '<html>400 No required SSL certificate was sent</html>'))] },
  },
];
