import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { opensslInstalled } from '../../credentials/fixtures/openssl.ts';
import { examined, outcomesOf, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeEach(async () => {
  sound = await soundCredentials();
});
afterEach(() => {
  sound.remove();
});

test('sound credentials are told to be so', async () => {
  const findings = await examined(sound.config);
  expect(findings.map(({ heading, title, outcome, found }) => [heading, title, outcome, found])).toEqual([
    ['Files', 'client certificate', 'ok', 'cert.pem, 1 certificate'],
    ['Files', 'its key', 'ok', 'key.pem, EC P-256'],
    ['Files', 'signing key', 'ok', 'signing.pem, EC P-384'],
    ['Files', 'trusted authorities', 'ok', 'those of the system'],
    ['Files', 'key files are private', 'ok', '2 files'],
    ['Client certificate', 'fits its key', 'ok', 'the key is the one that is certified'],
    ['Client certificate', 'issuer', 'ok', 'issued by C=NL, O=nopan-certify, CN=Test authority'],
    ['Client certificate', 'subject', 'ok', 'C=NL, O=Acme Shop, CN=org-4711'],
    ['Client certificate', 'usage', 'ok', 'for TLS clients'],
    ['Client certificate', 'validity', 'ok', 'until 2031-06-01, 365 days from now'],
    ['Client certificate', 'algorithm and size', 'ok', 'EC P-256'],
    ['Signing key', 'algorithm and size', 'ok', 'EC P-384'],
    ['Signing key', 'is not the TLS key', 'ok', 'two different keys'],
    ['Signing key', 'age', 'ok', 'made on 2030-01-15, to be used until 2031-01-15'],
    [
      'Protocol',
      'profile is complete',
      'ok',
      expect.stringMatching(/^http-message-signature, \d+ settings, \d+ of them assumed, none of them changed$/),
    ],
    [
      'Attestations',
      'all mandatory attestations present',
      'ok',
      expect.stringMatching(/^\d+ requirements are attested, all mandatory ones among them$/),
    ],
  ]);
});

test('a certificate and a key that are swapped are said to be, and nothing else is said of them', async () => {
  const { config } = sound;
  const { certificate = '', privateKey = '' } = config.tls;
  const findings = await examined({ ...config, tls: { certificate: privateKey, privateKey: certificate } });
  expect(findings.filter(({ outcome }) => outcome === 'error')).toEqual([
    expect.objectContaining({
      id: 'tls.swapped',
      found: 'tls.certificate and tls.privateKey are swapped',
      advice: 'Exchange the two values.',
    }),
  ]);
});

test('a public key in the place of the signing key is one error, whatever its permissions', async () => {
  const { config } = sound;
  const file = sound.write('public.pem', '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n');
  chmodSync(file, 0o644);
  const findings = await examined({ ...config, signing: { ...config.signing, privateKey: file } });
  expect(findings.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)).toEqual(['signing.privateKey']);
});

test('PEM that is damaged is read, with a warning that other programs may not', async () => {
  const { config } = sound;
  const damaged = sound.write(
    'damaged.pem',
    readFileSync(config.signing.privateKey, 'utf8').replaceAll('\n', String.raw`\n`),
  );
  const findings = await examined({ ...config, signing: { ...config.signing, privateKey: damaged } });
  expect(told(findings, 'signing.privateKey')).toEqual({
    outcome: 'warning',
    found: 'damaged.pem, EC P-384: read, although its PEM is damaged',
    where: damaged,
    expected: 'PEM as openssl writes it, which other programs can read',
    actual: 'The PEM has the two characters \\n instead of line breaks',
    advice: `Restore the line breaks: printf '%b' "$(cat ${damaged})" > mended.pem`,
  });
  expect(findings.filter(({ outcome }) => outcome === 'error')).toEqual([]);
});

describe('files that cannot be read or understood', () => {
  test('are all told of, and what depends on them is skipped', async () => {
    const { config } = sound;
    const nowhere = '/nowhere/x.pem';
    const findings = await examined({
      ...config,
      target: { ...config.target, trust: nowhere },
      tls: { certificate: nowhere, privateKey: nowhere },
      signing: { ...config.signing, privateKey: sound.write('text', 'not a key') },
    });
    expect(outcomesOf(findings)).toEqual({
      'tls.certificate': 'error',
      'tls.privateKey': 'error',
      'signing.privateKey': 'error',
      'target.trust': 'error',
      'files.private': 'ok',
      'identity.fits': 'skipped',
      'identity.chain': 'skipped',
      'identity.subject': 'skipped',
      'identity.usage': 'skipped',
      'identity.validity': 'skipped',
      'identity.algorithm': 'skipped',
      'signing.algorithm': 'skipped',
      'signing.separate': 'skipped',
      'signing.age': 'ok',
      protocol: 'ok',
      attestations: 'ok',
    });
    expect(told(findings, 'tls.privateKey')).toEqual({
      outcome: 'error',
      found: 'The private key file does not exist',
      where: nowhere,
      expected: 'a PEM file with the private key',
      actual: 'ENOENT',
      advice: 'Check the path and the permissions of the file.',
    });
    expect(told(findings, 'signing.privateKey')).toMatchObject({ found: 'The private key file is not PEM' });
    expect(told(findings, 'identity.usage')).toEqual({
      outcome: 'skipped',
      found: 'it needs "client certificate", which is not in order',
    });
  });

  test('an encrypted key wants its passphrase', async () => {
    const { config } = sound;
    const pem = sound.tls.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 's3cret',
    });
    const privateKey = sound.write('encrypted.pem', pem);
    const withPassphrase = async (passphrase?: string) =>
      told(
        await examined({ ...config, tls: { ...config.tls, privateKey, ...(passphrase && { passphrase }) } }),
        'tls.privateKey',
      );
    expect(await withPassphrase('s3cret')).toEqual({ outcome: 'ok', found: 'encrypted.pem, EC P-256' });
    expect(await withPassphrase()).toMatchObject({ found: 'The private key is encrypted and there is no passphrase' });
    expect(await withPassphrase('another')).toMatchObject({ found: 'The private key cannot be decrypted' });
  });

  test('trusted authorities are counted', async () => {
    const trust = sound.write('ca.pem', sound.authority.certificate);
    const target = { ...sound.config.target, trust };
    expect(told(await examined({ ...sound.config, target }), 'target.trust')).toEqual({
      outcome: 'ok',
      found: 'ca.pem, 1 certificate',
    });
  });
});

describe.runIf(opensslInstalled)('a PKCS#12 file', () => {
  const container = (passphrase: string): string => {
    const { certificate = '', privateKey = '' } = sound.config.tls;
    const path = join(dirname(certificate), 'client.p12');
    const ca = sound.write('ca.pem', sound.authority.certificate);
    const files = ['-in', certificate, '-inkey', privateKey, '-certfile', ca, '-out', path];
    execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${passphrase}`]);
    return path;
  };

  test('is understood with its passphrase, in place of the two PEM files', async () => {
    const findings = await examined({ ...sound.config, tls: { pkcs12: container('s3cret'), passphrase: 's3cret' } });
    expect(findings.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(findings.map(({ id }) => id).slice(0, 2)).toEqual(['tls.pkcs12', 'signing.privateKey']);
    expect(told(findings, 'tls.pkcs12').found).toBe('client.p12, PKCS#12: EC P-256, 2 certificates');
    expect(told(findings, 'identity.chain').found).toBe('issued by C=NL, O=nopan-certify, CN=Test authority');
  });

  test('is told of once when the passphrase is another', async () => {
    const findings = await examined({ ...sound.config, tls: { pkcs12: container('s3cret'), passphrase: 'another' } });
    expect(
      findings.filter(({ outcome }) => outcome === 'error').map(({ id, found, actual }) => [id, found, actual]),
    ).toEqual([['tls.pkcs12', 'The PKCS#12 file cannot be opened', 'another one']]);
    expect(told(findings, 'signing.separate').outcome).toBe('skipped');
  });
});

describe.skipIf(process.platform === 'win32')('files with secrets', () => {
  test('that everybody can read are an error', async () => {
    const privateKey = sound.write('open.pem', 'x', 0o644);
    const secret = sound.write('webhook-secret', 'x', 0o604);
    const tls = { ...sound.config.tls, privateKey };
    expect(told(await examined({ ...sound.config, tls }, [secret]), 'files.private')).toEqual({
      outcome: 'error',
      found: 'Everybody on this machine has access to open.pem, webhook-secret',
      where: `${privateKey}, ${secret}`,
      expected: 'permissions 0600 or less',
      actual: '0644, 0604',
      advice: `Take them away: chmod 600 ${privateKey} ${secret}`,
    });
  });

  test('that a group can read are warned of', async () => {
    const secret = sound.write('passphrase', 'x', 0o640);
    expect(told(await examined(sound.config, [secret]), 'files.private')).toMatchObject({
      outcome: 'warning',
      found: 'Others of its group have access to passphrase',
      actual: '0640',
    });
  });

  test('may be read-only', async () => {
    const secret = sound.write('passphrase', 'x', 0o400);
    expect(told(await examined(sound.config, [secret]), 'files.private')).toEqual({ outcome: 'ok', found: '3 files' });
  });
});
