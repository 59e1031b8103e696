import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createAuthority, type Authority } from './authority.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from './key-pair.ts';
import { loadClientIdentity, loadPrivateKey, loadTrust } from './load.ts';

const now = Date.parse('2030-06-01T12:00:00Z');
const clock = { now: () => now };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const { privateKey, publicKey } = generateKeyPair('P-256');
const pem = privateKeyPem(privateKey);

const folder = new Folder();
let authority: Authority;
let certificate: string;
let keyFile: string;
let certificateFile: string;
beforeAll(async () => {
  authority = await createAuthority({ name: 'Test authority', clock });
  certificate = await authority.issue({ publicKey, subject, usage: 'client' });
  keyFile = folder.write('key.pem', pem);
  certificateFile = folder.write('cert.pem', certificate);
});
afterAll(() => {
  folder.remove();
});

/** All that a user reads of the failure. */
async function failure(action: () => unknown): Promise<object> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { code, message, where, expected, actual, advice } = error;
    return { code, message, where, expected, actual, advice };
  }
  throw new Error('nothing was thrown');
}

const load = (files: { privateKey?: string; certificate?: string; passphrase?: string } = {}) =>
  loadClientIdentity({ privateKey: keyFile, certificate: certificateFile, ...files }, clock);

describe.runIf(opensslInstalled)('what openssl writes is read', () => {
  test.each([
    ['PKCS#8', ['pkey']],
    ['SEC1', ['ec']],
  ])('%s', async (_name, command) => {
    const file = join(folder.path, 'written.pem');
    await openssl(...command, '-in', keyFile, '-out', file);
    expect(loadPrivateKey(file).equals(privateKey)).toBe(true);
  });

  test('SEC1 with parameters before it', async () => {
    const file = join(folder.path, 'ecparam.pem');
    await openssl('ecparam', '-name', 'secp384r1', '-genkey', '-out', file);
    expect(loadPrivateKey(file).asymmetricKeyDetails).toEqual({ namedCurve: 'secp384r1' });
  });

  test('PKCS#1', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const file = folder.write('rsa.pem', rsa.export({ type: 'pkcs1', format: 'pem' }));
    expect(loadPrivateKey(file).equals(rsa)).toBe(true);
  });

  test.each([
    ['PKCS#8', ['pkcs8', '-topk8', '-passout', 'pass:s3cret']],
    ['SEC1', ['ec', '-aes256', '-passout', 'pass:s3cret']],
  ])('encrypted %s, with its passphrase', async (_name, command) => {
    const file = join(folder.path, 'encrypted.pem');
    await openssl(...command, '-in', keyFile, '-out', file);
    expect(loadPrivateKey(file, 's3cret').equals(privateKey)).toBe(true);
    expect(await failure(() => loadPrivateKey(file))).toEqual({
      code: 'ERR_KEY',
      message: 'The private key is encrypted and there is no passphrase',
      where: file,
      expected: 'its passphrase',
      actual: undefined,
      advice: 'Name it: passphrase: ${env:NAME} in the configuration, or --passphrase-env NAME on the command line.',
    });
    expect(await failure(() => loadPrivateKey(file, 'wrong'))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The private key cannot be decrypted',
      expected: 'the passphrase that it was encrypted with',
    });
  });

  test('key and certificate, with text around them and Windows line ends', async () => {
    const text = await openssl('x509', '-in', certificateFile, '-text');
    const loaded = await load({
      certificate: folder.write('text.pem', `\ufeffBag Attributes: é\r\n${text.replaceAll('\n', '\r\n')}`),
      privateKey: folder.write('windows.pem', pem.replaceAll('\n', '\r\n')),
    });
    expect(loaded.privateKey.equals(privateKey)).toBe(true);
    expect(loaded.certificate.replaceAll('\r', '')).toBe(certificate);
  });

  test('a chain is kept whole; a private key in the same file is not', async () => {
    const file = folder.write('both.pem', pem + certificate + authority.certificate);
    const loaded = await load({ certificate: file, privateKey: file });
    expect(loaded.certificate).toBe(certificate + authority.certificate);
    expect(loaded.privateKey.equals(createPrivateKey(pem))).toBe(true);
  });

  test('authorities to trust', () => {
    const file = folder.write('trust.pem', authority.certificate + certificate);
    expect(loadTrust(file)).toBe(authority.certificate + certificate);
  });
});

describe('files that are not what they should be', () => {
  const keyLabels =
    '"-----BEGIN PRIVATE KEY-----" or "-----BEGIN EC PRIVATE KEY-----" or "-----BEGIN RSA PRIVATE KEY-----" or "-----BEGIN ENCRYPTED PRIVATE KEY-----"';
  const unreadable = {
    code: 'ERR_KEY',
    expected: 'a PEM file with the private key',
    advice: 'Check the path and the permissions of the file.',
  };
  const convertKey =
    'Convert it. DER: openssl pkey -inform DER -in FILE -out key.pem; PKCS#12: openssl pkcs12 -in FILE -nocerts -nodes -out key.pem';

  test('a missing key', async () => {
    const where = join(folder.path, 'missing.pem');
    expect(await failure(() => loadPrivateKey(where))).toEqual({
      ...unreadable,
      message: 'The private key file does not exist',
      where,
      actual: 'ENOENT',
    });
  });

  test('a folder instead of a key', async () => {
    const where = join(folder.path, 'folder');
    mkdirSync(where);
    expect(await failure(() => loadPrivateKey(where))).toEqual({
      ...unreadable,
      message: 'The private key file is a directory',
      where,
      actual: 'EISDIR',
    });
  });

  test('a file in the place of a folder', async () => {
    const where = join(keyFile, 'key.pem');
    expect(await failure(() => loadPrivateKey(where))).toEqual({
      ...unreadable,
      message: 'The private key file does not exist: a part of its path is a file',
      where,
      actual: 'ENOTDIR',
    });
  });

  test('a missing certificate', async () => {
    const where = join(folder.path, 'missing.pem');
    expect(await failure(() => load({ certificate: where }))).toEqual({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate file does not exist',
      where,
      expected: 'a PEM file with the certificate',
      actual: 'ENOENT',
      advice: 'Check the path and the permissions of the file.',
    });
  });

  test.each([
    ['empty', Buffer.alloc(0), 'an empty file', 'Write the private key to the file, or name another.'],
    [
      'DER',
      privateKey.export({ type: 'pkcs8', format: 'der' }),
      'DER: a private key, PKCS#8',
      'Convert it: openssl pkey -inform DER -in FILE -out key.pem',
    ],
    ['text', Buffer.from('hello\n'), 'text without a "-----BEGIN" line', convertKey],
    ['binary', Buffer.from([1, 2, 3]), 'binary data, perhaps DER or PKCS#12', convertKey],
    [
      'cut',
      Buffer.from(pem.slice(0, -20)),
      'a PEM block without its end',
      'Copy the file again, down to the line "-----END PRIVATE KEY-----".',
    ],
  ])('a key file that is no PEM: %s', async (name, content, actual, advice) => {
    const where = folder.write(`${name}.pem`, content);
    expect(await failure(() => loadPrivateKey(where))).toEqual({
      code: 'ERR_KEY',
      message: 'The private key file is not PEM',
      where: name === 'cut' ? `${where}:1:1` : where,
      expected: keyLabels,
      actual,
      advice: advice === convertKey ? advice : advice.replace('FILE', where),
    });
  });

  test('a certificate file that is no PEM', async () => {
    const where = folder.write('cert.txt', 'hello');
    expect(await failure(() => load({ certificate: where }))).toEqual({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate file is not PEM',
      where,
      expected: '"-----BEGIN CERTIFICATE-----"',
      actual: 'text without a "-----BEGIN" line',
      advice:
        'Convert it. DER: openssl x509 -inform DER -in FILE -out cert.pem; PKCS#12: openssl pkcs12 -in FILE -nokeys -out cert.pem',
    });
  });

  test.each([
    ['a public key', () => publicKeyPem(publicKey), '"-----BEGIN PUBLIC KEY-----"'],
    [
      'certificates',
      () => certificate + authority.certificate,
      '"-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----"',
    ],
  ])('%s instead of a private key', async (_name, content, actual) => {
    const where = folder.write('other.pem', content());
    expect(await failure(() => loadPrivateKey(where))).toEqual({
      code: 'ERR_KEY',
      message: 'The file holds no private key',
      where,
      expected: keyLabels,
      actual,
      advice: 'Name the file that holds the private key.',
    });
  });

  test.runIf(opensslInstalled)('a certificate request instead of a certificate', async () => {
    const where = join(folder.path, 'client.csr');
    await openssl('req', '-new', '-key', keyFile, '-subj', '/CN=org-4711', '-out', where);
    expect(await failure(() => load({ certificate: where }))).toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: 'The file holds no certificate',
      actual: '"-----BEGIN CERTIFICATE REQUEST-----"',
    });
  });

  test.each([
    [
      'key',
      'ERR_KEY',
      'The private key is damaged',
      'a private key as openssl writes it',
      'openssl pkey -in FILE -noout -text_pub',
    ],
    [
      'certificate',
      'ERR_CERTIFICATE',
      'The certificate is damaged',
      'an X.509 certificate as openssl writes it',
      'openssl x509 -in FILE -noout -text',
    ],
  ])('a damaged %s', async (name, code, message, expected, command) => {
    const damaged = (text: string): string => text.replace(/\n.{8}/, '\nAAAAAAAA');
    const where = folder.write('damaged.pem', damaged(name === 'key' ? pem : certificate));
    const files = name === 'key' ? { privateKey: where } : { certificate: where };
    const advice = `Check it with openssl: ${command.replace('FILE', where)}`;
    expect(await failure(() => load(files))).toEqual({ code, message, where, expected, actual: undefined, advice });
    if (name === 'certificate') expect(await failure(() => loadTrust(where))).toMatchObject({ code, message, where });
  });
});

describe('credentials that do not serve', () => {
  const issue = async (options: object): Promise<string> =>
    folder.write('issued.pem', await authority.issue({ publicKey, subject, usage: 'client', ...options }));

  test('a key that does not fit the certificate', async () => {
    const where = folder.write('another.pem', privateKeyPem(generateKeyPair('P-256').privateKey));
    expect(await failure(() => load({ privateKey: where }))).toEqual({
      code: 'ERR_KEY',
      message: 'The private key does not fit the certificate',
      where,
      expected: `the key of ${certificateFile} (C=NL, O=Acme Shop, CN=org-4711)`,
      actual: 'another key',
      advice: `These two must print the same: openssl pkey -in ${where} -pubout; openssl x509 -in ${certificateFile} -noout -pubkey`,
    });
  });

  test('an expired certificate', async () => {
    const where = await issue({ notAfter: new Date(now - 1000) });
    expect(await failure(() => load({ certificate: where }))).toEqual({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate has expired',
      where,
      expected: 'a certificate that is valid at 2030-06-01T12:00:00Z',
      actual: 'valid until 2030-06-01T11:59:59Z',
      advice: 'Ask Nopan for a new certificate; its pages advise to do so 30 days before the end.',
    });
  });

  test('a certificate that is not valid yet', async () => {
    const where = await issue({ notBefore: new Date(now + 1000) });
    expect(await failure(() => load({ certificate: where }))).toEqual({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate is not valid yet',
      where,
      expected: 'a certificate that is valid at 2030-06-01T12:00:00Z',
      actual: 'valid from 2030-06-01T12:00:01Z',
      advice: 'Check the clock of this machine; if it is right, wait or ask Nopan for another certificate.',
    });
  });

  test('valid in its first and in its last second', async () => {
    expect((await load({ certificate: await issue({ notBefore: new Date(now) }) })).certificate).toContain(
      'CERTIFICATE',
    );
    expect((await load({ certificate: await issue({ notAfter: new Date(now) }) })).certificate).toContain(
      'CERTIFICATE',
    );
  });

  test('a certificate for servers', async () => {
    const where = await issue({ usage: 'server', names: ['localhost'] });
    expect(await failure(() => load({ certificate: where }))).toEqual({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate is not one for TLS clients',
      where,
      expected: 'extended key usage clientAuth (1.3.6.1.5.5.7.3.2)',
      actual: '1.3.6.1.5.5.7.3.1',
      advice: 'Name the client certificate that Nopan issued to you.',
    });
  });

  test.runIf(opensslInstalled)('a certificate without extended key usage may be used', async () => {
    const where = join(folder.path, 'plain.pem');
    await openssl('req', '-x509', '-new', '-key', keyFile, '-subj', '/CN=org-4711', '-days', '1', '-out', where);
    const later = { now: () => Date.now() + 1000 };
    const { privateKey: key } = await loadClientIdentity({ privateKey: keyFile, certificate: where }, later);
    expect(key.equals(privateKey)).toBe(true);
  });
});
