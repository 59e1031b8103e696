import type { JsonValue } from './json.ts';

/** The limits of a setting: beyond them a check would prove nothing, and nobody would notice. */
interface ProtocolBound {
  /** Id of the setting: `signature.parameters`. */
  readonly setting: string;
  /** The allowed values, continuing "expected". */
  readonly expected: string;
  /** The reason, as a clause. */
  readonly because: string;
  /** The problem with a value, continuing its id; undefined: none. */
  readonly problem: (value: JsonValue) => string | undefined;
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

/** The status must show who rejected the request: an edge before the target can send 429 and 503 for anything. */
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
  bound('transport.minimumTlsVersion', only('TLSv1.3'), 'Nopan’s pages require TLS 1.3 (AUTH)'),
  bound(
    'token.lifetimeSeconds',
    between(120, 86_400, 's'),
    'a token that hardly ever expires is as risky as a password, and one that expires immediately is useless',
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
    'an unsigned status or body can be altered in transit (RESPVAL)',
  ),
  bound(
    'signature.responseComponentsWithoutBody',
    holding('@status'),
    'an unsigned status can be altered in transit (RESPVAL)',
  ),
  bound(
    'signature.parameters',
    holding('keyid', 'created'),
    'without them, the signer and the time of the signature are unknown (UNDERSTAND)',
  ),
  bound('signature.createdWindowSeconds', between(1, 600, 's'), 'a longer window allows replay (SIGOV)'),
  bound('jws.protectedHeader', holding('alg', 'kid'), 'without them it cannot be verified (RFC 7515)'),
  bound('jws.iatWindowSeconds', between(1, 600, 's'), 'a longer window allows replay (SIGOV)'),
  bound('jwks.cacheSeconds', between(1, 604_800, 's'), 'a withdrawn key must be dropped (JWKS)'),
  bound(
    'idempotency.lifetimeSeconds',
    between(3_600, 2_592_000, 's'),
    'a shorter time does not protect a retry from a second payment (IDEMP)',
  ),
  bound(
    'idempotency.maximumKeyLength',
    between(36, 1024, 'characters'),
    'a UUID has 36 characters, and servers limit header fields',
  ),
  bound('webhooks.acknowledge', between(200, 299, '(status)'), 'only a 2xx acknowledges a webhook (WHOV)'),
  bound('webhooks.maximumRetries', between(1, 100, 'retries'), 'a lost webhook must be sent again (WHOV)'),
  bound(
    'webhooks.retryWindowSeconds',
    between(3_600, 604_800, 's'),
    'a receiver that is down needs time to recover (SK-WH)',
  ),
  bound(
    'webhooks.timeoutSeconds',
    between(1, 60, 's'),
    'a receiver needs time to answer, but must not hold up others (SK-WH)',
  ),
  bound(
    'webhooks.firstRetrySeconds',
    between(1, 3_600, 's'),
    'a receiver that was briefly down must get the webhook again soon, but not immediately (SK-WH)',
  ),
  bound('webhooks.retryFactor', between(1.1, 10, 'times the pause before'), 'pauses must grow (SK-WH)'),
  ...['schemes.blikApprovalSeconds', 'schemes.irisApprovalSeconds', 'schemes.approvalSeconds'].map((setting) =>
    bound(setting, between(1, 86_400, 's'), 'a payer needs time to approve, and an unapproved payment must end'),
  ),
  bound('schemes.refundSeconds', between(1, 864_000, 's'), 'an accepted refund must end'),
  bound(
    'errors.rateLimit',
    {
      expected: 'the status 429',
      problem: (value) => (statusOf(value) === 429 ? undefined : `has the status ${statusOf(value)}`),
    },
    'it tells clients to try again later (OAS)',
  ),
  ...ofCaller.map((name) =>
    bound(
      `errors.${name}`,
      rejection(400, 499),
      'errors of the caller have a 4xx status (ERR), and an edge can send 429 and 503 for anything',
    ),
  ),
  ...ofServer.map((name) =>
    bound(
      `errors.${name}`,
      rejection(500, 599),
      'errors of the server have a 5xx status (ERR), and an edge can send 503 for anything',
    ),
  ),
];
