import { expect, it } from 'vitest';
import type { ProtocolSetting } from '../contract/protocol.ts';
import type { Config } from '../contract/types/config.ts';
import { digestOfSettings } from './configuration-digest.ts';

const setting = (value: string): ProtocolSetting => ({
  ...{ id: 'signature.ecdsaEncoding', value, status: 'assumed', source: 'RESPVAL' },
});
const profile = [setting('ieee-p1363')];

const value: Config = {
  target: { baseUrl: 'https://api.sandbox.nopan.dev' },
  ...{ organization: 'org-1', processingAccounts: ['acc-1'] },
  tls: { pkcs12: 'client.p12', passphrase: '${env:PASSPHRASE}' },
  signing: { privateKey: 'signing.pem', keyid: 'key-1' },
};

it('is the same for the same settings, in whatever order they stand', () => {
  const { tls, ...rest } = value;
  const digest = digestOfSettings({ profile, configuration: { value } });
  expect(digestOfSettings({ profile, configuration: { value: { tls, ...rest } } })).toBe(digest);
});

it('does not count a setting of the protocol twice, which the profile has', () => {
  const protocol = { 'signature.ecdsaEncoding': 'der' };
  const changed = { profile: [setting('der')], configuration: { value: { ...value, protocol } } };
  expect(digestOfSettings(changed)).toBe(digestOfSettings({ ...changed, configuration: { value } }));
});

it.each([
  ['a setting of the configuration', { profile, configuration: { value: { ...value, organization: 'org-2' } } }],
  ['a setting of the protocol', { profile: [setting('der')], configuration: { value } }],
  ['the target, the embedded mock', { profile }],
  ['a defect of that', { profile, defects: ['digest-ignored'] }],
])('is another for another: %s', (_, inForce) => {
  const digests = [{ profile, configuration: { value } }, { profile: [setting('x')] }, inForce].map(digestOfSettings);
  expect(new Set(digests).size).toBe(3);
});
