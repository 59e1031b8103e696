import { expect, test } from 'vitest';
import type { Config } from '../contract/types/config.ts';
import { secretFiles } from './secret-files.ts';

test('only secrets in files count, relative to the configuration', () => {
  const value: Config = {
    target: { baseUrl: 'https://localhost', trust: 'ca.pem' },
    organization: 'org',
    processingAccounts: ['account'],
    tls: { pkcs12: 'client.p12', passphrase: '${file:secrets/p12}' },
    signing: { privateKey: 'signing.pem', passphrase: '${env:PASSPHRASE}', keyid: 'key-1' },
    webhooks: { url: 'https://hooks.example', listen: '127.0.0.1:1', secret: '${file:/run/hmac}' },
  };
  expect(secretFiles({ value, file: '/home/me/config.yaml' })).toEqual(['/home/me/secrets/p12', '/run/hmac']);
});
