import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { createAuthority } from './authority.ts';
import { certificateFingerprint } from './fingerprint.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem, publicKeyOf, publicKeyPem, samePair } from './key-pair.ts';

const folder = new Folder();
afterAll(() => {
  folder.remove();
});

describe.each(['P-256', 'P-384', 'P-521'] as const)('a key pair on %s', (curve) => {
  const { privateKey, publicKey } = generateKeyPair(curve);
  const pem = privateKeyPem(privateKey);

  test.runIf(opensslInstalled)('is what openssl says it is', async () => {
    const file = folder.write('key.pem', pem);
    expect(await openssl('pkey', '-in', file, '-noout', '-text_pub')).toContain(`NIST CURVE: ${curve}`);
    expect(await openssl('pkey', '-in', file, '-pubout')).toBe(publicKeyPem(publicKey).trim());
  });

  test('survives PEM', () => {
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(pem).equals(privateKey)).toBe(true);
    expect(createPublicKey(publicKeyPem(privateKey)).equals(publicKey)).toBe(true);
    expect(publicKeyOf(privateKey).equals(publicKey)).toBe(true);
    expect(publicKeyOf(publicKey)).toBe(publicKey);
  });

  test('is another one each time', () => {
    expect(generateKeyPair(curve).publicKey.equals(publicKey)).toBe(false);
  });
});

test.each([2048, 3072, 4096] as const)('an RSA key pair of %i bits', (bits) => {
  const { privateKey } = generateKeyPair(`RSA-${bits}`);
  expect([privateKey.asymmetricKeyType, privateKey.asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', bits]);
});

describe('encryption', () => {
  const { privateKey } = generateKeyPair('P-256');

  test.runIf(opensslInstalled).each(['s3cret', ' blanks and ünïcode ', 'x'.repeat(1000)])(
    'openssl decrypts with the passphrase "%s", and with no other',
    async (passphrase) => {
      const file = folder.write('encrypted.pem', privateKeyPem(privateKey, passphrase));
      expect(await openssl('pkey', '-in', file, '-passin', `pass:${passphrase}`)).toBe(
        privateKeyPem(privateKey).trim(),
      );
      await expect(openssl('pkey', '-in', file, '-passin', 'pass:another')).rejects.toThrow('pkey');
      expect(await openssl('asn1parse', '-in', file)).toMatch(/:PBES2\n[^]*:aes-256-cbc\n/);
    },
  );

  test('the longest passphrase is one that can be read again', () => {
    const passphrase = 'x'.repeat(1024);
    expect(createPrivateKey({ key: privateKeyPem(privateKey, passphrase), passphrase }).equals(privateKey)).toBe(true);
  });

  test.each([
    ['empty', '', '0 bytes'],
    ['too long', 'ü'.repeat(513), '1026 bytes'],
  ])('a passphrase that is %s', (problem, passphrase, actual) => {
    const error = (() => {
      try {
        return privateKeyPem(privateKey, passphrase);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ code: 'ERR_KEY', message: `The passphrase is ${problem}`, actual });
  });
});

test.runIf(opensslInstalled)(
  'the fingerprint is the one that openssl prints; of the first certificate in a chain',
  async () => {
    const { certificate } = await createAuthority({ name: 'Test authority', clock: { now: () => 1_700_000_000_000 } });
    const other = await createAuthority({ name: 'Other authority', clock: { now: () => 1_700_000_000_000 } });
    const printed = await openssl(
      'x509',
      '-in',
      folder.write('cert.pem', certificate),
      '-noout',
      '-fingerprint',
      '-sha256',
    );
    expect(printed.replace(/^.*=/, '').replaceAll(':', '').toLowerCase()).toBe(certificateFingerprint(certificate));
    expect(certificateFingerprint(certificate)).toMatch(/^[0-9a-f]{64}$/);
    expect(certificateFingerprint(certificate + other.certificate)).toBe(certificateFingerprint(certificate));
  },
);

test('keys are exported as JWK however often memory is collected meanwhile', () => {
  const { status, signal } = spawnSync(
    process.execPath,
    // With so little room for young objects one is collected every now and then in the midst of an export.
    ['--max-semi-space-size=1', '--import', 'tsx', join(packageRoot(), 'src/credentials/fixtures/export-keys.ts')],
    { cwd: packageRoot(), timeout: 30_000, killSignal: 'SIGKILL' },
  );
  expect([status, signal]).toEqual([0, null]);
});

test('keys are compared by their public halves, and nothing of it is left behind', () => {
  const [one, other, rsa] = [generateKeyPair('P-256'), generateKeyPair('P-256'), generateKeyPair('RSA-2048')];
  const pairs = [one, other, rsa].map(({ publicKey }) => samePair(one.privateKey, publicKey));
  expect(pairs).toEqual([true, false, false]);
  expect(createPrivateKey(privateKeyPem(one.privateKey)).type).toBe('private');
});
