import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Configuration } from '../config/configuration.ts';
import { privateKeyPem, samePair } from '../credentials/key-pair.ts';
import { loadClientIdentity, loadPrivateKey, loadTrust } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { subjectOf } from './subject.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import {
  asSet,
  endpointAbilities,
  withApproval,
  type Ability,
  type Connection,
  type EndpointAbility,
} from './connection.ts';

export interface SandboxOptions {
  readonly configuration: Configuration;
  readonly clock: Clock;
}

/**
 * Reads the credentials that a configuration names. Nothing is sent.
 *
 * @throws ERR_KEY or ERR_CERTIFICATE, with the place and what to do
 */
export async function sandboxConnection({ configuration, clock }: SandboxOptions): Promise<Connection> {
  const {
    target,
    organization,
    processingAccounts,
    tls,
    signing,
    webhooks,
    capabilities,
    redact,
    attestations,
    waivers,
    protocol,
  } = configuration.value;
  const identity = await loadClientIdentity(tls, clock);
  const signingKey = loadPrivateKey(signing.privateKey, signing.passphrase);
  assertSeparateKeys(signingKey, identity.privateKey, signing.privateKey);
  return {
    kind: 'sandbox',
    name: new URL(target.baseUrl).host,
    baseUrl: target.baseUrl,
    ...(target.trust !== undefined && { trust: loadTrust(target.trust) }),
    ...endpointsOf(target.abilities, webhooks !== undefined, protocol),
    credentials: {
      organizationId: organization,
      processingAccountId: processingAccounts[0] ?? '',
      certificate: identity.certificate,
      privateKey: privateKeyPem(identity.privateKey),
      signingKey: privateKeyPem(signingKey),
      keyid: signing.keyid,
    },
    subject: subjectOf(configuration, identity.certificate),
    ...(target.requestsPerSecond !== undefined && { requestsPerSecond: target.requestsPerSecond }),
    ...(webhooks !== undefined && { webhooks }),
    ...(capabilities !== undefined && { capabilities }),
    passphrases: [tls.passphrase, signing.passphrase].filter((passphrase) => passphrase !== undefined),
    ...(redact !== undefined && { redact }),
    attestations: attestations ?? {},
    ...(waivers !== undefined && { waivers }),
    ...(protocol !== undefined && { protocol }),
  };
}

/** Assumes the endpoints that Nopan's pages name, unless the configuration lists others or a run probes them. */
const documented: readonly EndpointAbility[] = ['mocking', 'approve'];

function endpointsOf(
  given: readonly EndpointAbility[] | undefined,
  webhooks: boolean,
  protocol: ProtocolOverrides | undefined,
): Pick<Connection, 'abilities' | 'lacking'> {
  const others: readonly Ability[] = webhooks ? ['webhooks', 'synchronous-webhooks'] : ['synchronous-webhooks'];
  const found = [...withApproval(given ?? documented), ...asSet(others, protocol)];
  if (given === undefined) return { abilities: found };
  const missing = endpointAbilities.filter((ability) => !given.includes(ability));
  return {
    abilities: found,
    lacking: Object.fromEntries(missing.map((ability) => [ability, 'target.abilities of the configuration'])),
  };
}

/**
 * @param where the file of the signing key
 * @throws ERR_KEY when one key is used for both
 */
export function assertSeparateKeys(signingKey: KeyObject, tlsKey: KeyObject, where: string): void {
  if (!samePair(signingKey, tlsKey)) return;
  throw new CertifyError('ERR_KEY', 'The signing key is the TLS key', {
    where,
    expected: 'a key of its own for signing (Nopan, SIGN)',
    advice: 'Make another key pair, and upload its public key in the portal.',
  });
}
