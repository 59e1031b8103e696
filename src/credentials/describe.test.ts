import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createAuthority, type Authority } from './authority.ts';
import { certificateRequest } from './certificate-request.ts';
import { describeCredential } from './describe.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { publicJwk } from './jwks.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from './key-pair.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00Z') };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const keys = generateKeyPair('P-384');
const passphrase = 's3cret-passphrase';

const folder = new Folder();
let authority: Authority;
let certificate: string;
let keyFile: string;
let key: object;
beforeAll(async () => {
  authority = await createAuthority({ name: 'Test authority', clock });
  certificate = await authority.issue({ publicKey: keys.publicKey, subject, usage: 'client' });
  keyFile = folder.write('key.pem', privateKeyPem(keys.privateKey));
  const { kty = '', ...jwk } = keys.publicKey.export({ format: 'jwk' });
  const thumbprint = await calculateJwkThumbprint({ kty, ...jwk });
  key = { type: 'EC', curve: 'P-384', thumbprint, fitFor: ['tls', 'signing'] };
});
afterAll(() => {
  folder.remove();
});

/** What is told of a file of this content; it never holds the private value of the key. */
async function told(content: string | Buffer, secret?: string) {
  const described = await describeCredential(folder.write('file', content), secret);
  const { d = '' } = keys.privateKey.export({ format: 'jwk' });
  expect(JSON.stringify(described)).not.toContain(d);
  return described;
}

async function failure(action: Promise<unknown>): Promise<object> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CertifyError)) throw new Error('no error for readers', { cause: error });
  const { code, message, where, expected, actual } = error;
  return { code, message, where, expected, actual };
}

describe('PEM', () => {
  test('a private key', async () => {
    expect(await told(privateKeyPem(keys.privateKey))).toEqual({
      file: join(folder.path, 'file'),
      format: 'PEM',
      contents: [{ kind: 'private key', encrypted: false, key }],
    });
  });

  test('an encrypted private key, without and with its passphrase', async () => {
    const pem = privateKeyPem(keys.privateKey, passphrase);
    expect((await told(pem)).contents).toEqual([{ kind: 'private key', encrypted: true }]);
    expect((await told(pem, passphrase)).contents).toEqual([{ kind: 'private key', encrypted: true, key }]);
    expect(await failure(told(pem, 'another'))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The private key cannot be decrypted',
      where: join(folder.path, 'file'),
      expected: 'the passphrase that it was encrypted with',
    });
  });

  test('a passphrase is of no matter to what is not encrypted', async () => {
    expect((await told(privateKeyPem(keys.privateKey), passphrase)).contents).toMatchObject([{ encrypted: false }]);
  });

  test('a public key', async () => {
    expect((await told(publicKeyPem(keys.publicKey))).contents).toEqual([{ kind: 'public key', key }]);
  });

  test.each([
    ['RSA', generateKeyPair('RSA-2048').publicKey, { type: 'RSA', bits: 2048, fitFor: ['tls'] }],
    ['RSA too short', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey, { bits: 1024, fitFor: [] }],
    ['Ed25519', generateKeyPairSync('ed25519').publicKey, { type: 'ED25519', fitFor: [] }],
    [
      'another curve',
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
      { curve: 'secp256k1', fitFor: [] },
    ],
    [
      'a curve that no JWK knows',
      generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }).publicKey,
      { fitFor: [] },
    ],
  ])('what Nopan takes a key for: %s', async (_name, publicKey, expected) => {
    expect((await told(publicKeyPem(publicKey))).contents).toMatchObject([{ key: expected }]);
  });

  test('several things in one file, in their order; others are passed over', async () => {
    const parameters = '-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n';
    const { contents } = await told(
      `words\n${parameters}${certificate}${authority.certificate}${privateKeyPem(keys.privateKey)}`,
    );
    expect(contents).toMatchObject([
      { kind: 'certificate', authority: false },
      { kind: 'certificate', authority: true, keyUsage: ['crlSign', 'keyCertSign'] },
      { kind: 'private key' },
    ]);
  });

  test('a certificate request', async () => {
    expect((await told(await certificateRequest({ keys, subject }))).contents).toEqual([
      { kind: 'certificate request', subject: 'C=NL, O=Acme Shop, CN=org-4711', signatureValid: true, key },
    ]);
  });
});

describe('a certificate', () => {
  test('of a client', async () => {
    const { serialNumber, fingerprint256, raw } = new X509Certificate(certificate);
    expect((await told(certificate)).contents).toEqual([
      {
        kind: 'certificate',
        subject: 'C=NL, O=Acme Shop, CN=org-4711',
        issuer: 'C=NL, O=nopan-certify, CN=Test authority',
        serialNumber,
        notBefore: '2030-06-01T11:55:00Z',
        notAfter: '2031-06-01T12:00:00Z',
        authority: false,
        names: [],
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: ['clientAuth'],
        key,
        sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
        'x5t#S256': expect.stringMatching(/^[\w-]{43}$/) as string,
      },
    ]);
    expect(raw.length).toBeGreaterThan(0);
  });

  test.runIf(opensslInstalled)('with every form of name, and a purpose that has no name here', async () => {
    const file = join(folder.path, 'names.pem');
    const names = 'subjectAltName=DNS:a.example,IP:127.0.0.1,IP:::1,URI:https://x,email:a@b,RID:1.2.3';
    const request = ['-x509', '-new', '-key', keyFile, '-subj', '/CN=x', '-days', '1', '-out', file];
    await openssl('req', ...request, '-addext', names, '-addext', 'extendedKeyUsage=serverAuth,1.2.3.4');
    const { contents } = await describeCredential(file);
    expect(contents).toMatchObject([
      {
        names: ['DNS:a.example', 'IP:127.0.0.1', 'IP:::1', 'URI:https://x', 'email:a@b', 'another form of name'],
        extendedKeyUsage: ['serverAuth', '1.2.3.4'],
      },
    ]);
    const fingerprint = await openssl('x509', '-in', file, '-noout', '-fingerprint', '-sha256');
    expect(contents).toMatchObject([{ sha256: fingerprint.replace(/^.*=|:/g, '').toLowerCase() }]);
    expect(contents).toMatchObject([
      { 'x5t#S256': Buffer.from(fingerprint.replace(/^.*=|:/g, ''), 'hex').toString('base64url') },
    ]);
  });

  test.runIf(opensslInstalled)('without extensions, as openssl issues one by default', async () => {
    const csr = folder.write('client.csr', await certificateRequest({ keys, subject }));
    const pem = await openssl('x509', '-req', '-in', csr, '-signkey', keyFile, '-days', '1');
    const [description] = (await told(pem)).contents;
    expect(description).toMatchObject({ kind: 'certificate', names: [] });
    expect(description).not.toHaveProperty('keyUsage');
    expect(description).not.toHaveProperty('extendedKeyUsage');
  });
});

describe.runIf(opensslInstalled)('DER, and what openssl writes', () => {
  const out = join(folder.path, 'out');

  test.each([
    ['private key', 'PKCS#8', ['pkey', '-in', 'KEY', '-outform', 'DER']],
    ['private key', 'SEC1', ['ec', '-in', 'KEY', '-outform', 'DER']],
    ['public key', 'SPKI', ['pkey', '-in', 'KEY', '-pubout', '-outform', 'DER']],
    ['certificate', 'X.509', ['req', '-x509', '-new', '-key', 'KEY', '-subj', '/CN=x', '-outform', 'DER']],
    ['certificate request', 'PKCS#10', ['req', '-new', '-key', 'KEY', '-subj', '/CN=x', '-outform', 'DER']],
  ])('a %s, %s', async (kind, _name, command) => {
    await openssl(...command.map((word) => (word === 'KEY' ? keyFile : word)), '-out', out);
    expect(await describeCredential(out)).toEqual({
      file: out,
      format: 'DER',
      contents: [expect.objectContaining({ kind, key }) as object],
    });
  });

  test('an RSA private key, PKCS#1', async () => {
    await openssl('genpkey', '-algorithm', 'RSA', '-outform', 'DER', '-out', out);
    expect((await describeCredential(out)).contents).toMatchObject([{ kind: 'private key', key: { bits: 2048 } }]);
    await openssl('rsa', '-in', out, '-inform', 'DER', '-traditional', '-outform', 'DER', '-out', `${out}1`);
    expect((await describeCredential(`${out}1`)).contents).toMatchObject([
      { kind: 'private key', key: { bits: 2048 } },
    ]);
  });

  test.each([
    ['PBES2', ['pkcs8', '-topk8', '-in', 'KEY', '-outform', 'DER', '-passout', `pass:${passphrase}`], 'DER'],
    [
      'PKCS#12 PBE',
      ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-in', 'KEY', '-outform', 'DER', '-passout', `pass:${passphrase}`],
      'DER',
    ],
    ['in PEM of old', ['ec', '-in', 'KEY', '-aes256', '-passout', `pass:${passphrase}`], 'PEM'],
  ])('an encrypted key, %s', async (_name, command, format) => {
    await openssl(...command.map((word) => (word === 'KEY' ? keyFile : word)), '-out', out);
    expect(await describeCredential(out)).toMatchObject({ format, contents: [{ encrypted: true }] });
    expect(await describeCredential(out, passphrase)).toMatchObject({ format, contents: [{ encrypted: true, key }] });
  });
});

describe.runIf(opensslInstalled)('PKCS#12', () => {
  const file = join(folder.path, 'client.p12');
  const make = (password: string): Promise<string> => {
    const inputs = ['-inkey', keyFile, '-in', folder.write('cert.pem', certificate)];
    return openssl('pkcs12', '-export', ...inputs, '-out', file, '-passout', `pass:${password}`);
  };

  test('closed without its passphrase, open with it', async () => {
    await make(passphrase);
    expect(await describeCredential(file)).toEqual({
      file,
      format: 'PKCS#12',
      contents: [{ kind: 'encrypted content' }],
    });
    expect(await describeCredential(file, passphrase)).toMatchObject({
      format: 'PKCS#12',
      contents: [
        { kind: 'private key', encrypted: true, key },
        { kind: 'certificate', subject: 'C=NL, O=Acme Shop, CN=org-4711' },
      ],
    });
    expect(await failure(describeCredential(file, 'another'))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The PKCS#12 file cannot be opened',
      actual: 'another one',
    });
  });

  test('a damaged one is not taken for one that is closed', async () => {
    await make(passphrase);
    folder.write('client.p12', readFileSync(file).subarray(0, -100));
    expect(await failure(describeCredential(file))).toMatchObject({
      code: 'ERR_KEY',
      message: 'The file is not readable PKCS#12',
    });
  });

  test('with an empty passphrase is encrypted all the same', async () => {
    await make('');
    expect((await describeCredential(file)).contents).toMatchObject([
      { encrypted: true, key },
      { kind: 'certificate' },
    ]);
  });
});

describe('JSON', () => {
  const jwk = publicJwk(keys.publicKey, 'key-1', 'ES384');

  test('a public JWK', async () => {
    const expected = { kind: 'public key', key, kid: 'key-1', alg: 'ES384', use: 'sig' };
    expect(await told(JSON.stringify(jwk))).toMatchObject({ format: 'JSON', contents: [expected] });
    expect((await told(`\ufeff ${JSON.stringify(jwk)}`)).contents).toEqual([expected]);
  });

  test('a set with a public, a private and a symmetric key', async () => {
    const set = { keys: [jwk, keys.privateKey.export({ format: 'jwk' }), { kty: 'oct', k: 'c2VjcmV0', kid: 'hmac' }] };
    const { contents } = await told(JSON.stringify(set));
    expect(contents).toEqual([
      { kind: 'public key', key, kid: 'key-1', alg: 'ES384', use: 'sig' },
      { kind: 'private key', encrypted: false, key },
      { kind: 'shared secret', kid: 'hmac' },
    ]);
  });

  test.each([
    ['{"kty": "EC", "d": "geheim"', 'The file begins like JSON and is none', ''],
    ['{"kty": "EC", "crv": "P-256", "d": "geheim"}', 'The JWK is malformed', ''],
    ['{"access_token": "geheim"}', 'The JSON is no JWK', ''],
    ['["geheim"]', 'The JSON is no JWK', ''],
    ['{"keys": ["geheim"]}', 'The JSON is no JWK', '#/keys/0'],
  ])('%s', async (text, message, place) => {
    const error = await failure(told(text));
    expect(error).toMatchObject({ code: 'ERR_KEY', message, where: `${join(folder.path, 'file')}${place}` });
    expect(JSON.stringify(error)).not.toContain('geheim');
  });
});

describe('what is nothing of that', () => {
  test.each([
    ['nothing', '', 'an empty file'],
    ['text', 'hello\n', 'text'],
    ['text in another script', 'Nopan’s 鍵\n', 'text'],
    ['an image', Buffer.from('89504e470d0a1a0a', 'hex'), 'binary data of another kind'],
    ['a cut off key', privateKeyPem(keys.privateKey).slice(0, -20), 'a PEM block without its end'],
    [
      'another PEM',
      '-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----\n',
      '"-----BEGIN DH PARAMETERS-----"',
    ],
  ])('%s', async (_name, content, actual) => {
    expect(await failure(told(content))).toEqual({
      code: 'ERR_INPUT',
      message: 'The file holds no key, certificate or certificate request',
      where: `${join(folder.path, 'file')}${actual.startsWith('a PEM block') ? ':1:1' : ''}`,
      expected: 'PEM, DER, a JWK or JWK set, or PKCS#12',
      actual,
    });
  });

  test.each([
    ['private key', () => privateKeyPem(keys.privateKey), 'ERR_KEY', 'The private key is damaged'],
    ['public key', () => publicKeyPem(keys.publicKey), 'ERR_KEY', 'The public key is damaged'],
    ['certificate', () => certificate, 'ERR_CERTIFICATE', 'The certificate is damaged'],
  ])('a damaged %s', async (_name, pem, code, message) => {
    expect(await failure(told(pem().replace(/\n.{8}/, '\nAAAAAAAA')))).toMatchObject({ code, message });
  });

  test('a file that is not there, and a folder', async () => {
    const missing = join(folder.path, 'missing');
    expect(await failure(describeCredential(missing))).toMatchObject({
      code: 'ERR_INPUT',
      message: 'The credential file does not exist',
      where: missing,
      expected: 'a PEM, DER, JWK or PKCS#12 file with the credential',
    });
    mkdirSync(join(folder.path, 'sub'));
    expect(await failure(describeCredential(join(folder.path, 'sub')))).toMatchObject({
      message: 'The credential file is a directory',
    });
  });
});
