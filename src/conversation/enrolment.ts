import { createPrivateKey } from 'node:crypto';
import type { JsonObject } from '../contract/json.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem, type Curve } from '../credentials/key-pair.ts';
import { CertifyError } from '../errors.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import type { FixedCredentials } from '../target/connection.ts';
import type { Control } from './control.ts';

/** An organization's credentials, and what only the target could tell it. */
export interface Identity {
  readonly credentials: ClientCredentials;
  /** The secret of its webhooks' HMAC; absent where the target tells none. */
  readonly webhookSecret?: string;
}

export const organizationPath = (id: string): string => `/organizations/${encodeURIComponent(id)}`;

/**
 * Has a mock take in a fresh organization.
 *
 * @param trust the authority of the target's certificate, PEM
 * @param curve of the signing key, one that the target takes
 * @throws ERR_CONTROL when the control API does not play its part
 */
export async function enrol(control: Control, trust: string | undefined, curve?: Curve): Promise<Identity> {
  const organization = await control.call('POST', '/organizations', {});
  const credentials = await certify(control, organization, trust, curve);
  return { credentials, webhookSecret: text(organization, 'webhookSecret') };
}

/**
 * Has a mock give an organization that it knows credentials and a webhook secret, those of before being lost.
 *
 * @param organization what the control API tells of it
 * @throws ERR_CONTROL when the control API does not play its part
 */
export async function enrolAgain(
  control: Control,
  organization: JsonObject,
  trust: string | undefined,
  curve?: Curve,
): Promise<Identity> {
  const credentials = await certify(control, organization, trust, curve);
  const path = `${organizationPath(credentials.organizationId)}/webhook-secret`;
  return { credentials, webhookSecret: text(await control.call('POST', path), 'webhookSecret') };
}

/** The keys are made here, and only their public halves leave. */
async function certify(
  control: Control,
  organization: JsonObject,
  trust: string | undefined,
  curve: Curve = 'P-256',
): Promise<ClientCredentials> {
  const tls = generateKeyPair('P-256');
  const signing = generateKeyPair(curve);
  const organizationId = text(organization, 'organizationId');
  const path = organizationPath(organizationId);
  const [issued, registered] = await Promise.all([
    control.call('POST', `${path}/certificates`, { publicKey: publicKeyPem(tls.publicKey) }),
    control.call('POST', `${path}/keys`, { publicKey: publicKeyPem(signing.publicKey) }),
  ]);
  return {
    organizationId,
    processingAccountId: firstText(organization, 'processingAccountIds'),
    certificate: text(issued, 'certificate'),
    privateKey: privateKeyPem(tls.privateKey),
    trust,
    signingKey: {
      keyid: text(registered, 'keyid'),
      algorithm: keyAlgorithm(signing.privateKey),
      key: signing.privateKey,
    },
  };
}

/**
 * Has a mock issue an organization a new client certificate and take a new signing key of it.
 *
 * @throws ERR_CONTROL when the control API does not play its part
 */
export function renewed(
  control: Control,
  { organizationId, processingAccountId, trust }: ClientCredentials,
  curve?: Curve,
): Promise<ClientCredentials> {
  return certify(control, { organizationId, processingAccountIds: [processingAccountId] }, trust, curve);
}

/** The organization whose credentials a user was given. */
export function givenIdentity(given: FixedCredentials, trust: string | undefined): Identity {
  const { keyid, signingKey, ...rest } = given;
  const key = createPrivateKey(signingKey);
  return { credentials: { ...rest, trust, signingKey: { keyid, algorithm: keyAlgorithm(key), key } } };
}

/** The text at a name of the control API's answer. */
export function text(answer: JsonObject, name: string): string {
  const value = answer[name];
  if (typeof value === 'string') return value;
  throw incomplete(name);
}

function firstText(answer: JsonObject, name: string): string {
  const value = answer[name];
  if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
  throw incomplete(name);
}

function incomplete(name: string): CertifyError {
  return new CertifyError('ERR_CONTROL', `The control API's answer lacks ${name}`, {
    expected: name,
    advice: 'Use a mock of the same version as this program.',
  });
}
