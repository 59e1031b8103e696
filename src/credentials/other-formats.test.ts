import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { installed, Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from './key-pair.ts';
import { loadCertificates, loadPrivateKey } from './load.ts';
import { otherFormat, withFile } from './other-formats.ts';

const folder = new Folder();
afterAll(() => {
  folder.remove();
});
const { privateKey, publicKey } = generateKeyPair('P-256');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

function told(load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return [error.code, error.message, error.actual ?? '', error.advice ?? ''];
  }
  throw new Error('nothing was thrown');
}

const toldOfKey = (content: string | Buffer): string[] => {
  const file = folder.write('key', content);
  return told(() => loadPrivateKey(file)).map((text) => text.replaceAll(file, 'FILE'));
};

/** What ssh-keygen writes, as far as it is not secret. */
function openssh(type: string, cipher: string): string {
  const text = (value: string | Buffer): Buffer => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const one = Buffer.from([0, 0, 0, 1]);
  const parts = [
    Buffer.from('openssh-key-v1\0'),
    text(cipher),
    text('none'),
    text(''),
    one,
    text(text(type)),
    text('x'),
  ];
  const base64 =
    Buffer.concat(parts)
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...base64, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

const newKey =
  'Make one: nopan-certify keys signing for the key that signs requests, nopan-certify keys csr for the TLS key.';
const convertSsh = 'Convert it in place, after making a copy: ssh-keygen -p -m PKCS8 -f FILE';
const notPem = 'The private key file is not PEM';
const noKey = 'The file holds no private key';
const anotherFile = 'Name the file that holds the private key.';
const ssh = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA me@here\n';

describe('a file in the place of a private key is named, with what converts it', () => {
  test.each([
    [
      openssh('ecdsa-sha2-nistp256', 'none'),
      noKey,
      '"-----BEGIN OPENSSH PRIVATE KEY-----": an OpenSSH private key (ecdsa-sha2-nistp256)',
      convertSsh,
    ],
    [
      openssh('ssh-rsa', 'aes256-ctr'),
      noKey,
      '"-----BEGIN OPENSSH PRIVATE KEY-----": an OpenSSH private key (ssh-rsa, encrypted)',
      convertSsh,
    ],
    [
      openssh('ssh-ed25519', 'none'),
      noKey,
      '"-----BEGIN OPENSSH PRIVATE KEY-----": an OpenSSH private key (ssh-ed25519)',
      `${convertSsh}; Nopan does not accept this type of key, though. ${newKey}`,
    ],
    [
      ssh,
      notPem,
      'an OpenSSH public key (ssh-rsa)',
      'That is public: name the file of the private key, which ssh-keygen gives the same name without .pub.',
    ],
    [
      'PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\nEncryption: none\n',
      notPem,
      'a PuTTY private key (ecdsa-sha2-nistp256)',
      'Convert it: puttygen FILE -O private-openssh -o key.pem, then ssh-keygen -p -m PKCS8 -f key.pem',
    ],
    [
      privateKey.export({ type: 'sec1', format: 'der' }),
      notPem,
      'DER: a private key, SEC1',
      'Convert it: openssl pkey -inform DER -in FILE -out key.pem',
    ],
    [
      rsa.export({ type: 'pkcs1', format: 'der' }),
      notPem,
      'DER: a private key, PKCS#1',
      'Convert it: openssl pkey -inform DER -in FILE -out key.pem',
    ],
    [
      publicKey.export({ type: 'spki', format: 'der' }),
      notPem,
      'DER: a public key, SPKI',
      `That is public. ${anotherFile}`,
    ],
    [publicKeyPem(publicKey), noKey, '"-----BEGIN PUBLIC KEY-----"', anotherFile],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n-----END PGP PRIVATE KEY BLOCK-----\n',
      noKey,
      '"-----BEGIN PGP PRIVATE KEY BLOCK-----": a PGP key',
      `PGP keys are not for TLS or HTTP signatures, and openssl does not read them. ${newKey}`,
    ],
    [
      Buffer.from('feedfeed00000002', 'hex'),
      notPem,
      'a Java keystore (JKS)',
      'Convert it: keytool -importkeystore -srckeystore FILE -destkeystore client.p12 -deststoretype PKCS12, and name client.p12 as tls.pkcs12.',
    ],
    [
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      notPem,
      'a public key as JWK',
      `That is public. ${anotherFile}`,
    ],
    [
      '<!DOCTYPE html><title>Log in</title>',
      notPem,
      'a web page',
      'The download was a web page, perhaps a login page: get the file again.',
    ],
  ])('%#', (content, message, actual, advice) => {
    expect(toldOfKey(content)).toEqual(['ERR_KEY', message, actual, advice]);
  });

  test('a certificate request', () => {
    const request = '-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n';
    expect(toldOfKey(request)).toEqual([
      'ERR_KEY',
      noKey,
      '"-----BEGIN CERTIFICATE REQUEST-----"',
      'A certificate request is neither: send it to Nopan, and name the certificate that you get, or the key that the request was made with.',
    ]);
  });

  test('two different keys', () => {
    expect(toldOfKey(privateKeyPem(privateKey) + privateKeyPem(rsa))).toEqual([
      'ERR_KEY',
      'The file holds more than one private key',
      '2 private keys',
      'Name a file with one key only; nopan-certify keys show lists them.',
    ]);
    const twice = folder.write('twice.pem', privateKeyPem(privateKey).repeat(2));
    expect(loadPrivateKey(twice).equals(privateKey)).toBe(true);
  });
});

test('a public key is named for who wants one, and a private one for who wants a certificate', () => {
  expect(otherFormat(Buffer.from(ssh))?.advice('public key')).toBe(
    'Convert it: ssh-keygen -e -m PKCS8 -f FILE > public-key.pem',
  );
  const file = folder.write('key', JSON.stringify(privateKey.export({ format: 'jwk' })));
  expect(told(() => loadCertificates(file))).toEqual([
    'ERR_CERTIFICATE',
    'The certificate file is not PEM',
    'a private key as JWK',
    'Name the file that holds the certificate.',
  ]);
});

test('a path in a command is quoted where a shell needs it', () => {
  expect(withFile('cat FILE', '/a/b-1.pem')).toBe('cat /a/b-1.pem');
  expect(withFile('cat FILE', "it's; x")).toBe(String.raw`cat 'it'\''s; x'`);
});

describe('the commands convert', () => {
  const run = (command: string): void => void execFileSync('sh', ['-c', command], { cwd: folder.path, stdio: 'pipe' });
  const loaded = (name: string) => loadPrivateKey(join(folder.path, name)).export({ type: 'pkcs8', format: 'der' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });

  test.each([
    ['a JWK', privateKey.export({ format: 'jwk' })],
    ['a JWK set', { keys: [privateKey.export({ format: 'jwk' })] }],
  ])('%s', (_name, jwk) => {
    const file = folder.write('some key.json', JSON.stringify(jwk));
    const [, , , advice = ''] = told(() => loadPrivateKey(file));
    run(advice.slice(advice.indexOf('node -p')));
    expect(loaded('key.pem')).toEqual(der);
  });

  test.runIf(opensslInstalled)('DER', () => {
    const file = folder.write('key.der', der);
    const [, , , advice = ''] = told(() => loadPrivateKey(file));
    run(advice.slice('Convert it: '.length));
    expect(loaded('key.pem')).toEqual(der);
  });

  test.runIf(installed('ssh-keygen'))('OpenSSH', () => {
    run("rm -f id && ssh-keygen -q -t ecdsa -b 256 -N '' -f id");
    copyFileSync(join(folder.path, 'id.pub'), join(folder.path, 'public'));
    const [, , actual = '', advice = ''] = told(() => loadPrivateKey(join(folder.path, 'id')));
    expect(actual).toContain('(ecdsa-sha2-nistp256)');
    const [command = ''] = /ssh-keygen -p -m PKCS8 -f \S+/.exec(advice) ?? [];
    run(`${command} -P '' -N ''`);
    run(withFile('ssh-keygen -e -m PKCS8 -f FILE > public.pem', 'public'));
    const key = createPrivateKey(readFileSync(join(folder.path, 'id')));
    expect(readFileSync(join(folder.path, 'public.pem'), 'utf8')).toBe(publicKeyPem(key));
    expect(loaded('id')).toEqual(key.export({ type: 'pkcs8', format: 'der' }));
  });
});

describe.runIf(opensslInstalled)('a key that is encrypted with a legacy cipher', () => {
  const key = join(folder.path, 'legacy-source.pem');
  const legacy = ['-provider', 'legacy', '-provider', 'default'];

  test.each([
    ['DES-CBC', ['rsa', '-traditional', '-des'], rsa],
    ['pbeWithMD5AndDES-CBC', ['pkcs8', '-topk8', '-v1', 'PBE-MD5-DES'], privateKey],
    ['pbeWithSHA1And40BitRC2-CBC', ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-RC2-40'], privateKey],
    ['RC2-CBC', ['pkcs8', '-topk8', '-v2', 'rc2-40-cbc'], privateKey],
  ])(
    '%s is not a wrong passphrase, and the command encrypts it anew',
    async (name, [command = '', ...options], source) => {
      folder.write('legacy-source.pem', privateKeyPem(source));
      const file = join(folder.path, 'legacy.pem');
      await openssl(command, ...legacy, ...options, '-in', key, '-passout', 'pass:geheim', '-out', file);
      for (const passphrase of ['geheim', 'wrong']) {
        expect(told(() => loadPrivateKey(file, passphrase))).toEqual([
          'ERR_KEY',
          'The private key is encrypted with a cipher that is not supported',
          `${name}, a legacy cipher`,
          `The passphrase was not checked. Encrypt the key again: openssl pkey -provider legacy -provider default -in ${file} -aes256 -out key.pem`,
        ]);
      }
      const anew = join(folder.path, 'anew.pem');
      await openssl(
        'pkey',
        ...legacy,
        '-in',
        file,
        '-aes256',
        '-out',
        anew,
        '-passin',
        'pass:geheim',
        '-passout',
        'pass:geheim',
      );
      expect(loadPrivateKey(anew, 'geheim').equals(source)).toBe(true);
    },
  );

  test('another passphrase is that', () => {
    const file = folder.write('aes.pem', privateKeyPem(privateKey, 'geheim'));
    expect(told(() => loadPrivateKey(file, 'wrong'))).toEqual([
      'ERR_KEY',
      'The private key cannot be decrypted',
      'a wrong passphrase, or a damaged file',
      `Try the passphrase by hand: openssl pkey -in ${file} -noout`,
    ]);
  });
});
