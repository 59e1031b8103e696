import type { JsonValue } from './json.ts';
import type { Protocol } from './protocol.ts';

/** What a setting must keep to, whoever changes it: beyond that a check would show nothing, and nobody would see it. */
export interface ProtocolBound {
  /** Id of the setting: `signature.parameters`. */
  readonly setting: string;
  /** What it may be, in words that follow "expected". */
  readonly expected: string;
  /** Why, in words that follow "since". */
  readonly because: string;
  /** What is wrong with a value, in words that follow its id; undefined: nothing. */
  readonly problem: (value: JsonValue, protocol: Protocol) => string | undefined;
}

type Rule = Pick<ProtocolBound, 'expected' | 'problem'>;

const between = (least: number, most: number, unit: string): Rule => ({
  expected: `from ${least} to ${most} ${unit}`,
  problem: (value) =>
    typeof value === 'number' && value >= least && value <= most ? undefined : `is ${JSON.stringify(value)}`,
});

const holding = (...names: readonly string[]): Rule => ({
  expected: `${names.join(', ')} among them`,
  problem: (value) => lacking(value, names),
});

function lacking(value: JsonValue, names: readonly string[]): string | undefined {
  const given: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const missing = names.filter((name) => !given.includes(name));
  return missing.length === 0 ? undefined : `lacks ${missing.join(', ')}`;
}

const only = (expected: string): Rule => ({
  expected,
  problem: (value) => (value === expected ? undefined : `is ${JSON.stringify(value)}`),
});

const bound = (setting: string, rule: Rule, because: string): ProtocolBound => ({ setting, because, ...rule });

const statusOf = (value: JsonValue): number => Number((value as { readonly status?: JsonValue }).status);

/** Who refuses is told by the status: an edge before the target says 429 and 503, whatever was sent. */
const rejection = (least: number, most: number): Rule => ({
  expected: `a status from ${least} to ${most} other than 429 and 503`,
  problem: (value) => {
    const status = statusOf(value);
    const fits = status >= least && status <= most && status !== 429 && status !== 503;
    return fits ? undefined : `has the status ${status}`;
  },
});

const ofServer = ['internal', 'unsupportedOperation', 'provider', 'providerTimeout'];

const ofCaller = [
  ...['malformedPayload', 'invalidInput', 'certificate', 'signatureFormat', 'tokenExpired', 'authentication'],
  ...['signatureVerification', 'authorization', 'notFound', 'alreadyExists', 'idempotencyConflict', 'tooLarge'],
  ...['methodNotAllowed', 'unsupportedMediaType', 'unknownRoute', 'transitionNotAllowed', 'processing'],
];

export const protocolBounds: readonly ProtocolBound[] = [
  bound('transport.minimumTlsVersion', only('TLSv1.3'), 'Nopan’s pages demand TLS 1.3 (AUTH)'),
  bound(
    'token.lifetimeSeconds',
    between(120, 86_400, 's'),
    'a token that hardly ever expires is as good as a password, and one that expires at once cannot be used',
  ),
  bound(
    'signature.requestComponents',
    holding('@method', 'content-digest'),
    'a signature that covers neither says nothing about the request (UNDERSTAND)',
  ),
  bound(
    'signature.requestComponentsWithoutBody',
    holding('@method'),
    'a signature that does not cover it says nothing about the request (RESPVAL)',
  ),
  bound(
    'signature.responseComponents',
    holding('@status', 'content-digest'),
    'a response whose status or body is not signed can be altered on its way (RESPVAL)',
  ),
  bound(
    'signature.responseComponentsWithoutBody',
    holding('@status'),
    'a response whose status is not signed can be altered on its way (RESPVAL)',
  ),
  bound(
    'signature.parameters',
    holding('keyid', 'created'),
    'without them nobody knows whose signature it is, and when it was made (UNDERSTAND)',
  ),
  bound(
    'signature.digests',
    {
      expected: 'signature.requestDigest among them',
      problem: (value, { signature }) => lacking(value, [signature.requestDigest]),
    },
    'it is what requests are digested with (RESPVAL)',
  ),
  bound(
    'signature.createdWindowSeconds',
    between(1, 600, 's'),
    'a signature that is accepted for longer can be replayed (SIGOV)',
  ),
  bound('jws.protectedHeader', holding('alg', 'kid'), 'without them nobody knows how to verify it (RFC 7515)'),
  bound(
    'jws.iatWindowSeconds',
    between(1, 600, 's'),
    'a signature that is accepted for longer can be replayed (SIGOV)',
  ),
  bound('jwks.cacheSeconds', between(1, 604_800, 's'), 'a key that was withdrawn must be forgotten (JWKS)'),
  bound(
    'idempotency.lifetimeSeconds',
    between(3_600, 2_592_000, 's'),
    'a key that is forgotten sooner does not protect a retry from a second payment (IDEMP)',
  ),
  bound(
    'idempotency.maximumKeyLength',
    between(36, 1024, 'characters'),
    'a UUID has 36 characters, and servers limit header fields',
  ),
  bound('webhooks.acknowledge', between(200, 299, '(status)'), 'any 2xx acknowledges, and nothing else does (WHOV)'),
  bound('webhooks.maximumRetries', between(1, 100, 'retries'), 'a webhook that is lost once must come again (WHOV)'),
  bound(
    'webhooks.retryWindowSeconds',
    between(3_600, 604_800, 's'),
    'a receiver that is down must have time to come back (SK-WH)',
  ),
  bound(
    'webhooks.timeoutSeconds',
    between(1, 60, 's'),
    'a receiver must be able to answer, and others wait behind it (SK-WH)',
  ),
  bound(
    'webhooks.firstRetrySeconds',
    between(1, 3_600, 's'),
    'a receiver that was down for a moment must hear of it again soon, and not at once (SK-WH)',
  ),
  bound('webhooks.retryFactor', between(1.1, 10, 'times the pause before'), 'pauses grow (SK-WH)'),
  ...['schemes.blikApprovalSeconds', 'schemes.irisApprovalSeconds', 'schemes.approvalSeconds'].map((setting) =>
    bound(setting, between(1, 86_400, 's'), 'a payer needs time to approve, and what is never approved must end'),
  ),
  bound('schemes.refundSeconds', between(1, 864_000, 's'), 'a refund that was accepted must end'),
  bound(
    'errors.rateLimit',
    {
      expected: 'the status 429',
      problem: (value) => (statusOf(value) === 429 ? undefined : `has the status ${statusOf(value)}`),
    },
    'clients tell by it that they may try again later (OAS)',
  ),
  ...ofCaller.map((name) =>
    bound(
      `errors.${name}`,
      rejection(400, 499),
      'what the caller did wrong is rejected with 4xx (ERR), and an edge answers 429 and 503 to anything',
    ),
  ),
  ...ofServer.map((name) =>
    bound(
      `errors.${name}`,
      rejection(500, 599),
      'what is not the caller’s fault is told by 5xx (ERR), and an edge answers 503 to anything',
    ),
  ),
];
