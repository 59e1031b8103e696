import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createAuthority, type Authority } from './authority.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { loadClientIdentity } from './load.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00Z') };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const folder = new Folder();
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ name: 'Test authority', clock });
  folder.write('ca.pem', authority.certificate);
});
afterAll(() => {
  folder.remove();
});

/** A PKCS#12 file as openssl makes it, and what is in it. */
async function pkcs12(algorithm: readonly string[], ...options: string[]) {
  const [key, cert, file] = ['key.pem', 'cert.pem', 'client.p12'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  await openssl('genpkey', ...algorithm, '-out', key);
  const certificate = await authority.issue({
    publicKey: await openssl('pkey', '-in', key, '-pubout'),
    subject,
    usage: 'client',
  });
  folder.write('cert.pem', certificate);
  await openssl('pkcs12', '-export', '-inkey', key, '-in', cert, '-out', file, ...options);
  return { file, certificate, key: await openssl('pkey', '-in', key) };
}

const p256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const passphrase = ['-passout', 'pass:s3cret'];

async function failure(action: Promise<unknown>): Promise<object> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CertifyError)) throw new Error('no error for readers');
  const { code, message, where, expected, actual, advice } = error;
  return { code, message, where, expected, actual, advice };
}

describe.runIf(opensslInstalled)('a PKCS#12 file that openssl wrote', () => {
  test.each([
    ['P-256', p256, []],
    ['P-384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], []],
    ['P-521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], []],
    ['RSA', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], []],
    ['triple DES', p256, ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'SHA1']],
  ])('%s', async (_name, algorithm, options) => {
    const { file, certificate, key } = await pkcs12(algorithm, ...passphrase, ...options);
    const identity = await loadClientIdentity({ pkcs12: file, passphrase: 's3cret' }, clock);
    expect(identity.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim()).toBe(key);
    expect(new X509Certificate(identity.certificate).fingerprint256).toBe(
      new X509Certificate(certificate).fingerprint256,
    );
  });

  test('keeps the chain behind the certificate of the key', async () => {
    const { file, certificate } = await pkcs12(p256, ...passphrase, '-certfile', join(folder.path, 'ca.pem'));
    const identity = await loadClientIdentity({ pkcs12: file, passphrase: 's3cret' }, clock);
    expect(identity.certificate).toBe(certificate + authority.certificate);
  });

  test('with an empty passphrase', async () => {
    const { file } = await pkcs12(p256, '-passout', 'pass:');
    await expect(loadClientIdentity({ pkcs12: file }, clock)).resolves.toBeDefined();
  });

  test.each([
    ['another', 'wrong', 'another one'],
    ['no', undefined, 'no passphrase'],
  ])('%s passphrase', async (_name, wrong, actual) => {
    const { file } = await pkcs12(p256, ...passphrase);
    const files = { pkcs12: file, ...(wrong !== undefined && { passphrase: wrong }) };
    expect(await failure(loadClientIdentity(files, clock))).toEqual({
      code: 'ERR_KEY',
      message: 'The PKCS#12 file cannot be opened',
      where: file,
      expected: 'the passphrase that it was made with',
      actual,
      advice: `Name it: passphrase: \${env:NAME} in the configuration, or --passphrase-env NAME on the command line. To try it by hand: openssl pkcs12 -info -in ${file} -noout`,
    });
  });

  test('without a private key', async () => {
    await pkcs12(p256, ...passphrase);
    const file = join(folder.path, 'nokey.p12');
    await openssl('pkcs12', '-export', '-nokeys', '-in', join(folder.path, 'cert.pem'), '-out', file, ...passphrase);
    expect(await failure(loadClientIdentity({ pkcs12: file, passphrase: 's3cret' }, clock))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The PKCS#12 file holds no private key',
    });
  });

  test('is judged like PEM files: an expired certificate', async () => {
    const { file } = await pkcs12(p256, ...passphrase);
    const later = { now: () => clock.now() + 400 * 24 * 3_600_000 };
    expect(await failure(loadClientIdentity({ pkcs12: file, passphrase: 's3cret' }, later))).toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate has expired',
      where: file,
    });
  });
});

describe('what is no PKCS#12', () => {
  test.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['DER of something else', Buffer.from('3003020101', 'hex')],
    ['DER that claims more than there is', Buffer.from('3084ffffffff', 'hex')],
    ['deeply nested DER', Buffer.from('30'.repeat(4000) + '00', 'hex')],
  ])('%s', async (_name, content) => {
    const file = folder.write('foreign.p12', content);
    expect(await failure(loadClientIdentity({ pkcs12: file, passphrase: 'x' }, clock))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The file is not readable PKCS#12',
      where: file,
    });
  });

  test('a file beyond measure', async () => {
    const file = folder.write('large.p12', Buffer.alloc(1024 * 1024 + 1));
    expect(await failure(loadClientIdentity({ pkcs12: file }, clock))).toMatchObject({
      message: 'The client certificate and its key file is too large',
      actual: '1048577 bytes',
    });
  });

  test.runIf(process.platform !== 'win32')('a pipe, which is not read', async () => {
    const file = join(folder.path, 'pipe.p12');
    execFileSync('mkfifo', [file]);
    expect(await failure(loadClientIdentity({ pkcs12: file }, clock))).toMatchObject({
      message: 'The client certificate and its key file is not a regular file',
    });
  });
});
