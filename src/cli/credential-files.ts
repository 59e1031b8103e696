import { stringify } from 'yaml';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { privateKeyPem } from '../credentials/key-pair.ts';
import type { Config } from '../contract/types/config.ts';
import type { NewFile } from './new-files.ts';

export interface MockCredentials {
  readonly baseUrl: string;
  readonly credentials: ClientCredentials;
  readonly webhookSecret: string;
  readonly control: { readonly url: string; readonly secret: string };
}

/** Files with which someone else can be this organization: PEM files, secrets, and the configuration that names them. */
export function credentialFiles({ baseUrl, credentials, webhookSecret, control }: MockCredentials): NewFile[] {
  const config: Config = {
    // Nobody else uses this mock.
    target: { baseUrl, trust: 'ca.pem', requestsPerSecond: 10_000 },
    organization: credentials.organizationId,
    processingAccounts: [credentials.processingAccountId],
    tls: { certificate: 'client-cert.pem', privateKey: 'client-key.pem' },
    signing: { privateKey: 'signing-key.pem', keyid: credentials.signingKey.keyid },
  };
  const contents = {
    // Secrets: whoever versions the folder around this one does not mean to publish them.
    '.gitignore': '*\n',
    'ca.pem': credentials.trust ?? '',
    'client-cert.pem': credentials.certificate,
    'client-key.pem': credentials.privateKey,
    'signing-key.pem': privateKeyPem(credentials.signingKey.key),
    'webhook-secret': `${webhookSecret}\n`,
    'control.json': `${JSON.stringify(control, null, 2)}\n`,
    'nopan-certify.config.yaml': `# A mock's address and the credentials beside this file: "npx --no nopan-certify run --target sandbox --config THIS"\n${stringify(config)}`,
  };
  return Object.entries(contents).map(([name, content]) => ({ name, content, mode: 0o600 }));
}
