import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Config } from '../contract/types/config.ts';
import { readYaml } from '../contract/yaml-file.ts';
import { privateKeyPem } from '../credentials/key-pair.ts';
import { loadKeyAndCertificate, loadPrivateKey, loadTrust } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { parseBaseUrl } from './base-url.ts';
import type { Connection } from './connection.ts';

export interface SandboxOptions {
  /** The configuration file; the files that it names are relative to it. */
  readonly config: string;
  /** Takes the place of the configuration's `target.baseUrl`. */
  readonly baseUrl?: string;
  readonly clock: Clock;
}

/**
 * Reads a configuration and the credentials that it names. Nothing is sent.
 *
 * @throws ERR_CONFIG, ERR_PRODUCTION, ERR_KEY or ERR_CERTIFICATE, each with the place and what to do
 */
export function sandboxConnection({ config: file, baseUrl, clock }: SandboxOptions): Connection {
  if (!existsSync(file)) throw missing(file);
  const { value: config } = readYaml<Config>(file, loadSchemas(schemasDir), 'config.schema', { code: 'ERR_CONFIG' });
  const beside = (path: string): string => resolve(dirname(file), path);
  const url = parseBaseUrl(
    baseUrl ?? config.target.baseUrl,
    baseUrl === undefined ? `${file}, target.baseUrl` : '--base-url',
  );
  const tls = loadKeyAndCertificate({
    privateKey: beside(config.tls.privateKey ?? ''),
    certificate: beside(config.tls.certificate ?? ''),
    clock,
  });
  const signingKey = loadPrivateKey(beside(config.signing.privateKey));
  if (signingKey.equals(tls.privateKey)) {
    throw new CertifyError('ERR_KEY', 'The signing key is the TLS key', {
      where: beside(config.signing.privateKey),
      expected: 'a key of its own for signing (Nopan, SIGN)',
      advice: 'Make another key pair, and upload its public key in the portal.',
    });
  }
  return {
    kind: 'sandbox',
    name: new URL(url).host,
    baseUrl: url,
    ...(config.target.trust !== undefined && { trust: loadTrust(beside(config.target.trust)) }),
    abilities: ['mocking'],
    credentials: {
      organizationId: config.organization,
      processingAccountId: config.processingAccounts[0] ?? '',
      certificate: tls.certificate,
      privateKey: privateKeyPem(tls.privateKey),
      signingKey: privateKeyPem(signingKey),
      keyid: config.signing.keyid,
    },
    ...(config.protocol !== undefined && { protocol: config.protocol }),
  };
}

function missing(file: string): CertifyError {
  return new CertifyError('ERR_CONFIG', 'There is no configuration file', {
    where: file,
    expected: 'a file that names the target and your credentials',
    advice: 'Name it with --config. "nopan-certify mock" writes one that shows the format.',
  });
}
