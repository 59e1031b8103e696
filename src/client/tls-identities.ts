import type { Clock } from '../clock.ts';
import { createAuthority, selfSigned } from '../credentials/authority.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import type { TlsOptions } from './transport/connections.ts';
import type { ConnectionKind, TlsIdentity } from './transport/transport.ts';

/** What the client shows of itself in each kind of connection. */
export function tlsIdentities(
  credentials: ClientCredentials,
  clock: Clock,
): (kind: ConnectionKind | TlsIdentity) => TlsOptions | Promise<TlsOptions> {
  const trust: TlsOptions = credentials.trust === undefined ? {} : { ca: credentials.trust };
  const regular: TlsOptions = { ...trust, cert: credentials.certificate, key: credentials.privateKey };
  let foreign: Promise<TlsOptions> | undefined;

  const identities: Readonly<Record<ConnectionKind, () => TlsOptions | Promise<TlsOptions>>> = {
    regular: () => regular,
    'without-certificate': () => trust,
    'foreign-certificate': async () => ({ ...trust, ...(await (foreign ??= foreignIdentity(credentials, clock))) }),
    'self-signed-certificate': async () => ({ ...trust, ...(await selfSignedIdentity(credentials, clock)) }),
    'tls-1.2': () => ({ ...regular, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
  };
  return (kind) =>
    typeof kind === 'string' ? identities[kind]() : { ...trust, cert: kind.certificate, key: kind.privateKey };
}

/** The organization's name, certified by an authority that nobody trusts. */
async function foreignIdentity({ organizationId }: ClientCredentials, clock: Clock): Promise<TlsOptions> {
  const authority = await createAuthority({ name: 'An authority that Nopan does not know', clock });
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'nopan-certify', CN: organizationId };
  return { cert: await authority.issue({ publicKey, subject, usage: 'client' }), key: privateKeyPem(privateKey) };
}

/** The organization's name, certified by itself. */
async function selfSignedIdentity({ organizationId }: ClientCredentials, clock: Clock): Promise<TlsOptions> {
  const keys = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'nopan-certify', CN: organizationId };
  return { cert: await selfSigned({ keys, subject, usage: 'client' }, clock), key: privateKeyPem(keys.privateKey) };
}
