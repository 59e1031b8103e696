import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ResolvedConfig } from '../../config/configuration.ts';
import { privateKeyPem } from '../../credentials/key-pair.ts';
import type { Finding } from '../check.ts';
import { examined, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeEach(async () => {
  sound = await soundCredentials();
});
afterEach(() => {
  sound.remove();
});

const withSigning = (changes: Partial<ResolvedConfig['signing']>): Promise<Finding[]> =>
  examined({ ...sound.config, signing: { ...sound.config.signing, ...changes } });

describe('algorithm and size', () => {
  test.each([
    [
      'RSA 2048 bits',
      'warning',
      'Nopan’s pages no longer name RSA for signing keys',
      () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ],
    [
      'RSA 1024 bits',
      'error',
      'Nopan takes no such key for signing',
      () => generateKeyPairSync('rsa', { modulusLength: 1024 }),
    ],
    ['ED25519', 'error', 'Nopan takes no such key for signing', () => generateKeyPairSync('ed25519')],
  ])('%s', async (actual, outcome, found, generate) => {
    const privateKey = sound.write('other.pem', privateKeyPem(generate().privateKey));
    const findings = await withSigning({ privateKey });
    expect(told(findings, 'signing.algorithm')).toMatchObject({ outcome, found, actual, where: privateKey });
  });
});

test('the TLS key is none for signing', async () => {
  const findings = await withSigning({ privateKey: sound.config.tls.privateKey ?? '' });
  expect(told(findings, 'signing.separate')).toMatchObject({
    outcome: 'error',
    found: 'The signing key is the TLS key',
  });
});

describe('age', () => {
  // It is noon of 2030-06-01.
  test.each([
    ['2029-06-01', 'error', 'The signing key is older than 12 months'],
    ['2029-06-02', 'warning', 'The signing key may be used until 2030-06-02, 0 days from now'],
    ['2029-07-01', 'warning', 'The signing key may be used until 2030-07-01, 29 days from now'],
    ['2029-07-02', 'ok', 'made on 2029-07-02, to be used until 2030-07-02'],
    ['2030-06-02', 'error', 'The signing key is yet to be made'],
  ])('made on %s', async (createdOn, outcome, found) => {
    expect(told(await withSigning({ createdOn }), 'signing.age')).toMatchObject({
      outcome,
      found,
      ...(outcome === 'ok' ? {} : { where: '/config.yaml /signing/createdOn' }),
    });
  });

  test('is skipped when it is not known', async () => {
    const { keyid, privateKey } = sound.config.signing;
    expect(told(await examined({ ...sound.config, signing: { keyid, privateKey } }), 'signing.age')).toEqual({
      outcome: 'skipped',
      found: 'signing.createdOn is not set',
      advice: 'Set it to the day on which the key was made: Nopan accepts a key for 12 months.',
    });
  });
});
