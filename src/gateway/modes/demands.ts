import { createHash, sign } from 'node:crypto';
import type { JsonObject } from '../../contract/json.ts';
import { fieldOf, withField, type Behaviour, type Mode, type Relayed } from '../behaviour.ts';
import { notFound } from './harmless.ts';

const certified = { exitCode: 0 } as const;
/** Requirements that need a missing ability are uncovered, but nothing fails. */
const incomplete = { exitCode: 4, reason: /mandatory requirements? (?:was|were) skipped|can be shown by/ } as const;

const missing = (path: RegExp): Behaviour => ({
  signing: {},
  onRequest: [(request) => (path.test(request.path) ? notFound() : request)],
});

const report = (organizationId: string): JsonObject => ({
  reportId: '7d0f3f7e-5f0e-4b57-9b5c-0d3c2f6d1a11',
  organizationId,
  contractualEntityId: 'e',
  processingAccountId: 'p',
  reportType: 'RECONCILIATION',
  periodStart: '2026-01-01T00:00:00Z',
  periodEnd: '2026-01-02T00:00:00Z',
  name: 'RECONCILIATION_p_x_20260101',
  fileSize: 1,
  numberOfRecords: 1,
  createdAt: '2026-01-02T00:00:00Z',
});

/** Behaviour that Nopan's pages do not promise, so that it must not be required. */
export const demands = (organization: { readonly id: string; readonly signingKey: string }): readonly Mode[] => [
  {
    name: 'noapprove',
    title: 'has no way to approve in the payer’s place but a Standard Mock',
    expected: certified,
    does: missing(/^\/mock\/payment\//),
  },
  { name: 'nomock', title: 'has no mock endpoints', expected: incomplete, does: missing(/^\/mock\//) },
  {
    name: 'expiresin',
    title: 'grants access tokens for an hour',
    joinable: true,
    expected: certified,
    does: { signing: {}, onJson: [(json) => ('expires_in' in json ? { ...json, expires_in: 3600 } : json)] },
  },
  {
    name: 'baretoken',
    title: 'leaves optional members out of the token response',
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json) => {
          const { access_token = null, token_type = null, expires_in = null } = json;
          return access_token === null ? json : { access_token, token_type, expires_in };
        },
      ],
    },
  },
  {
    name: 'deferall',
    title: 'captures later for BLIK, Bizum and IRIS, too',
    expected: certified,
    does: { onRequest: [(request) => deferred(request, organization.signingKey)] },
  },
  {
    name: 'extraenum',
    title: 'lists a report of a type that nobody knows',
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json) => {
          const { files, totalCount } = json;
          if (!Array.isArray(files)) return json;
          return {
            ...json,
            files: [...(files as JsonObject[]), report(organization.id)],
            totalCount: Number(totalCount) + 1,
          };
        },
      ],
    },
  },
];

const schemes = ['BLIK', 'BIZUM', 'IRIS'];

/** Adapts a request for the API and signs it again with the organization's key; a mutated request stays unchanged. */
function deferred(request: Relayed, signingKey: string): Relayed {
  if (request.path !== '/payments/initiate' || request.certificate !== 'own' || request.body.length > 5_000)
    return request;
  const order = parsed(request.body);
  const {
    providerDetails = {},
    paymentDetails = {},
    transactionType,
  } = order as Record<string, JsonObject | undefined> & {
    transactionType?: unknown;
  };
  const provider = (providerDetails as { providerId?: string }).providerId ?? '';
  const details = paymentDetails as { autoCapture?: boolean };
  if (!schemes.includes(provider) || details.autoCapture !== false || transactionType !== 'ONE_TIME') return request;
  const others = Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'autoCapture'));
  return signedAnew(
    { ...request, body: Buffer.from(JSON.stringify({ ...order, paymentDetails: others })) },
    signingKey,
  );
}

function parsed(body: Buffer): JsonObject {
  try {
    return JSON.parse(body.toString()) as JsonObject;
  } catch {
    return {};
  }
}

function signedAnew({ fields, body, ...rest }: Relayed, signingKey: string): Relayed {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const parameters = fieldOf(fields, 'signature-input').replace(/^nopan_sig=/, '');
  const lines = [
    `"@authority": ${fieldOf(fields, 'host')}`,
    `"@method": ${rest.method}`,
    `"@request-target": ${rest.path}`,
    `"content-digest": ${digest}`,
    '"content-type": application/json',
    `"content-length": ${body.length}`,
    `"@signature-params": ${parameters}`,
  ];
  const signature = sign('sha256', Buffer.from(lines.join('\n')), { key: signingKey, dsaEncoding: 'ieee-p1363' });
  const changes = {
    'content-digest': digest,
    'content-length': String(body.length),
    signature: `nopan_sig=:${signature.toString('base64')}:`,
  };
  return {
    ...rest,
    body,
    fields: Object.entries(changes).reduce((all, [name, value]) => withField(all, name, value), fields),
  };
}
