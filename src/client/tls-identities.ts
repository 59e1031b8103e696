import type { Clock } from '../clock.ts';
import { createAuthority } from '../credentials/authority.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import type { TlsOptions } from './transport/connections.ts';
import type { ConnectionKind } from './transport/transport.ts';

/** What the client shows of itself in each kind of connection. */
export function tlsIdentities(
  credentials: ClientCredentials,
  clock: Clock,
): (kind: ConnectionKind) => TlsOptions | Promise<TlsOptions> {
  const trust: TlsOptions = credentials.trust === undefined ? {} : { ca: credentials.trust };
  const regular: TlsOptions = { ...trust, cert: credentials.certificate, key: credentials.privateKey };
  let foreign: Promise<TlsOptions> | undefined;

  const identities: Readonly<Record<ConnectionKind, () => TlsOptions | Promise<TlsOptions>>> = {
    regular: () => regular,
    'without-certificate': () => trust,
    'foreign-certificate': async () => ({ ...trust, ...(await (foreign ??= foreignIdentity(credentials, clock))) }),
    'tls-1.2': () => ({ ...regular, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }),
  };
  return (kind) => identities[kind]();
}

/** The organization's name, certified by an authority that nobody trusts. */
async function foreignIdentity({ organizationId }: ClientCredentials, clock: Clock): Promise<TlsOptions> {
  const authority = await createAuthority({ name: 'An authority that Nopan does not know', clock });
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'nopan-certify', CN: organizationId };
  return { cert: await authority.issue({ publicKey, subject, usage: 'client' }), key: privateKeyPem(privateKey) };
}
