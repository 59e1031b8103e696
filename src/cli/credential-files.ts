import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { privateKeyPem } from '../credentials/key-pair.ts';
import { CertifyError } from '../errors.ts';
import type { Config } from '../contract/types/config.ts';

export interface MockCredentials {
  readonly baseUrl: string;
  readonly credentials: ClientCredentials;
  readonly webhookSecret: string;
  readonly control: { readonly url: string; readonly secret: string };
}

/** File names and contents with which someone else can be this organization: PEM files, secrets, and the configuration that names them. */
export function credentialFiles({
  baseUrl,
  credentials,
  webhookSecret,
  control,
}: MockCredentials): Record<string, string> {
  const config: Config = {
    // Nobody else uses this mock.
    target: { baseUrl, trust: 'ca.pem', requestsPerSecond: 10_000 },
    organization: credentials.organizationId,
    processingAccounts: [credentials.processingAccountId],
    tls: { certificate: 'client-cert.pem', privateKey: 'client-key.pem' },
    signing: { privateKey: 'signing-key.pem', keyid: credentials.signingKey.keyid },
  };
  return {
    // Secrets: whoever versions the folder around this one does not mean to publish them.
    '.gitignore': '*\n',
    'ca.pem': credentials.trust ?? '',
    'client-cert.pem': credentials.certificate,
    'client-key.pem': credentials.privateKey,
    'signing-key.pem': privateKeyPem(credentials.signingKey.key),
    'webhook-secret': `${webhookSecret}\n`,
    'control.json': `${JSON.stringify(control, null, 2)}\n`,
    'nopan-certify.config.yaml': `# A mock's address and the credentials beside this file: "nopan-certify run --target sandbox --config THIS"\n${stringify(config)}`,
  };
}

/**
 * Writes files that only their owner can read, each whole or not at all.
 *
 * @throws ERR_OUTPUT
 */
export function writePrivately(folder: string, files: Readonly<Record<string, string>>): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [name, content] of Object.entries(files)) writeWhole(folder, name, content);
  } catch (cause) {
    throw new CertifyError('ERR_OUTPUT', `The credentials cannot be written: ${(cause as Error).message}`, {
      where: folder,
      expected: 'a folder that can be written to',
      advice: 'Name another folder with --out.',
      cause,
    });
  }
}

function writeWhole(folder: string, name: string, content: string): void {
  const temporary = join(folder, `.${name}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, content, { mode: 0o600 });
    chmodSync(temporary, 0o600);
    renameSync(temporary, join(folder, name));
  } finally {
    rmSync(temporary, { force: true });
  }
}
