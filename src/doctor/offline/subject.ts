import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Configuration } from '../../config/configuration.ts';
import type { Requirement } from '../../contract/types/requirements.ts';
import { ownFirst, type Certificates } from '../../credentials/chain.ts';
import { loadChain, loadPrivateKey } from '../../credentials/load.ts';
import type { Pkcs12Identity } from '../../credentials/pkcs12.ts';
import { once } from '../once.ts';

/** What is examined before anything is sent. Each file is read once, and fails in the same way whenever it is asked for. */
export interface OfflineSubject {
  readonly configuration: Configuration;
  /** Absolute paths of the files that hold a passphrase or a secret. */
  readonly secretFiles: readonly string[];
  readonly clock: Clock;
  /** Ours, and those of the user's own specs. */
  readonly catalogue: readonly Requirement[];
  /** The file with the client certificate. */
  readonly certificateFile: string;
  /** In the order of the file. @throws ERR_CERTIFICATE, ERR_KEY */
  readonly fileCertificates: () => Promise<Certificates>;
  /** With the client's certificate first, if its key identifies it. @throws ERR_CERTIFICATE, ERR_KEY */
  readonly certificates: () => Promise<Certificates>;
  /** @throws ERR_KEY */
  readonly tlsKey: () => Promise<KeyObject>;
  /** @throws ERR_KEY */
  readonly signingKey: () => KeyObject;
}

export type OfflineOptions = Pick<OfflineSubject, 'configuration' | 'secretFiles' | 'clock' | 'catalogue'>;

export function offlineSubject(options: OfflineOptions): OfflineSubject {
  const { tls, signing } = options.configuration.value;
  const { certificate = '', privateKey = '', pkcs12, passphrase } = tls;
  const container = once(() => openPkcs12(pkcs12 ?? '', passphrase));
  const tlsKey = once(async () =>
    pkcs12 === undefined ? loadPrivateKey(privateKey, passphrase) : (await container()).privateKey,
  );
  const fileCertificates = once(async () =>
    pkcs12 === undefined
      ? loadChain(certificate, await tlsKey().catch(() => undefined))
      : (await container()).certificates,
  );
  return {
    ...options,
    certificateFile: pkcs12 ?? certificate,
    fileCertificates,
    certificates: once(async () => ownFirst(await fileCertificates(), await tlsKey().catch(() => undefined))),
    tlsKey,
    signingKey: once(() => loadPrivateKey(signing.privateKey, signing.passphrase)),
  };
}

async function openPkcs12(path: string, passphrase: string | undefined): Promise<Pkcs12Identity> {
  const { readPkcs12 } = await import('../../credentials/pkcs12.ts');
  return readPkcs12(path, passphrase);
}
