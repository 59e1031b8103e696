import { X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { DescribedFile } from '../credentials/describe.ts';
import { openssl, opensslInstalled } from '../credentials/fixtures/openssl.ts';
import { loadClientIdentity } from '../credentials/load.ts';
import { cli, shownCommands, withFolder, type Ended } from './fixtures/cli.ts';

const subject = ['--organization', 'org-4711', '--organization-name', 'Acme Shop', '--country', 'NL'];

/** The same with another value, since an option is given once. */
const subjectWith = (option: string, value: string): string[] => {
  const place = subject.indexOf(option);
  return place === -1 ? [...subject, option, value] : subject.with(place + 1, value);
};
const passphrase = 's3cret passphrase';
const env = { KEY_PASSPHRASE: passphrase };

interface Made extends Ended {
  readonly read: (name: string) => string;
  readonly path: (name: string) => string;
  readonly keys: (...args: string[]) => Promise<Ended>;
}

/** Runs a command in an empty folder, and looks at what it left there. */
async function inFolder(args: readonly string[], look: (made: Made) => void | Promise<void>): Promise<void> {
  await withFolder(async (cwd) => {
    const path = (name: string): string => join(cwd, name);
    const keys = (...more: string[]): Promise<Ended> => cli(['keys', ...more], { cwd, env });
    await look({ ...(await keys(...args)), path, keys, read: (name) => readFileSync(path(name), 'utf8') });
  });
}

const mode = (path: string): number => statSync(path).mode & 0o777;

/** A client certificate that openssl issues for a request, in the folder of the request. */
async function issued(path: (name: string) => string): Promise<string> {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', path('ca-key.pem')];
  await openssl('req', '-x509', ...newKey, '-subj', '/CN=CA', '-days', '90', '-out', path('ca.pem'));
  const authority = ['-CA', path('ca.pem'), '-CAkey', path('ca-key.pem')];
  await openssl(
    'x509',
    '-req',
    '-in',
    path('client.csr'),
    ...authority,
    '-days',
    '20',
    '-out',
    path('client-cert.pem'),
  );
  return path('client-cert.pem');
}

describe.runIf(opensslInstalled)('keys csr', () => {
  it.each([
    [[], 'P-384', 'ASN1 OID: secp384r1'],
    [['--algorithm', 'P-521'], 'P-521', 'ASN1 OID: secp521r1'],
    [['--algorithm', 'RSA-2048'], 'RSA-2048', 'Public-Key: (2048 bit)'],
  ])('makes a key and a request that openssl accepts: %j', async (options, algorithm, text) => {
    await inFolder(['csr', ...subject, ...options], async ({ code, stdout, stderr, path }) => {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Written
  client-key.pem  private key, not encrypted (--passphrase-env NAME does that); hand it to nobody, keep it out of version control
  client.csr      certificate request, ${algorithm}

Next
  1. Hand client.csr, and only that, to Nopan:`);
      expect(await openssl('req', '-in', path('client.csr'), '-verify', '-noout', '-subject')).toBe(
        'subject=C = NL, O = Acme Shop, CN = org-4711',
      );
      expect(await openssl('req', '-in', path('client.csr'), '-noout', '-text')).toContain(text);
      expect(readdirSync(path('.')).sort()).toEqual(['client-key.pem', 'client.csr']);
    });
  });

  it('the certificate for it identifies a client with the key, by the configuration that is printed', async () => {
    const options = [
      '--unit',
      'API',
      '--state',
      'Utrecht',
      '--locality',
      'Zeist',
      '--passphrase-env',
      'KEY_PASSPHRASE',
    ];
    await inFolder(['csr', ...subject, ...options], async ({ stdout, path }) => {
      const certificate = new X509Certificate(readFileSync(await issued(path)));
      expect(certificate.subject).toBe('C=NL\nST=Utrecht\nL=Zeist\nO=Acme Shop\nOU=API\nCN=org-4711');
      const [printed = ''] = /^ +tls:\n(?: {7}.*\n)*/m.exec(stdout) ?? [];
      expect(parse(printed)).toEqual({
        tls: { certificate: 'client-cert.pem', privateKey: 'client-key.pem', passphrase: '${env:KEY_PASSPHRASE}' },
      });
      const files = { certificate: path('client-cert.pem'), privateKey: path('client-key.pem'), passphrase };
      const identity = await loadClientIdentity(files, { now: () => Date.now() + 1000 });
      expect(certificate.checkPrivateKey(identity.privateKey)).toBe(true);
    });
  });

  it.each([
    [
      '--country',
      'nl',
      `The certificate subject's C "nl" does not fit`,
      'two capital letters such as NL (ISO 3166-1 alpha-2)',
    ],
    ['--organization', '', `The certificate subject's CN "" does not fit`, '1 to 64 characters'],
    [
      '--organization-name',
      ' Acme',
      `The certificate subject's O " Acme" does not fit`,
      'no blanks around it, and no control characters',
    ],
    [
      '--unit',
      'a\nb',
      `The certificate subject's OU "a\\nb" does not fit`,
      'no blanks around it, and no control characters',
    ],
  ])('refuses %s %j, and writes nothing', async (option, value, message, expected) => {
    await inFolder(['csr', ...subjectWith(option, value)], ({ code, stdout, stderr, path }) => {
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(
        `nopan-certify: ${message} (ERR_CERTIFICATE)\n  at        ${option}\n  expected  ${expected}\n`,
      );
      expect(readdirSync(path('.'))).toEqual([]);
    });
  });
});

describe.runIf(opensslInstalled)('keys signing', () => {
  it.each([
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
  ])('makes a key pair on %s, its public half as PEM and as JWK', async (curve, alg) => {
    await inFolder(['signing', '--curve', curve], async ({ code, stdout, stderr, path, read }) => {
      expect([code, stderr]).toEqual([0, '']);
      const key = path('signing-key.pem');
      expect(await openssl('pkey', '-in', key, '-noout', '-text_pub')).toContain(`NIST CURVE: ${curve}`);
      expect(`${await openssl('pkey', '-in', key, '-pubout')}\n`).toBe(read('signing-key.pub.pem'));
      const jwk = JSON.parse(read('signing-key.jwk.json')) as JWK;
      expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
      expect(jwk).toMatchObject({ kty: 'EC', crv: curve, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) });
      expect(stdout).toContain(`signing-key.jwk.json  the same as a JWK, kid ${jwk.kid ?? ''}\n`);
      const [printed = ''] = /^ +signing:\n(?: {7}.*\n)*/m.exec(stdout) ?? [];
      const createdOn = new Date().toISOString().slice(0, 10);
      expect(parse(printed)).toEqual({ signing: { privateKey: 'signing-key.pem', keyid: jwk.kid, createdOn } });
    });
  });

  it('is P-384 unless told otherwise, and takes a key id', async () => {
    await inFolder(['signing', '--keyid', 'acme: 2026'], ({ stdout, read }) => {
      expect(JSON.parse(read('signing-key.jwk.json'))).toMatchObject({ crv: 'P-384', kid: 'acme: 2026' });
      expect(stdout).toContain('       keyid: "acme: 2026"\n');
    });
  });

  it.each([
    ['--passphrase-env', 'KEY_PASSPHRASE'],
    ['--passphrase-file', 'passphrase'],
  ])('encrypts the private key: %s', async (option, value) => {
    await withFolder(async (cwd) => {
      writeFileSync(join(cwd, 'passphrase'), `${passphrase}\n`);
      const { code, stdout } = await cli(['keys', 'signing', option, value], { cwd, env });
      expect([code, stdout.includes(passphrase)]).toEqual([0, false]);
      expect(stdout).toContain('signing-key.pem       private key, encrypted; hand it to nobody\n');
      const key = join(cwd, 'signing-key.pem');
      expect(readFileSync(key, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      expect(`${await openssl('pkey', '-in', key, '-passin', `pass:${passphrase}`, '-pubout')}\n`).toBe(
        readFileSync(join(cwd, 'signing-key.pub.pem'), 'utf8'),
      );
      await expect(openssl('pkey', '-in', key, '-passin', 'pass:another')).rejects.toThrow();
    });
  });

  it('signs with the key, by its key id', async () => {
    await inFolder(['signing', '--passphrase-env', 'KEY_PASSPHRASE'], async ({ path }) => {
      const request = 'GET /reports HTTP/1.1\r\nHost: api.sandbox.nopan.dev\r\n\r\n';
      writeFileSync(path('request.http'), request);
      const options = ['--key', 'signing-key.pem', '--keyid', 'key-1', '--passphrase-env', 'KEY_PASSPHRASE'];
      const signed = await cli(['sign', 'request.http', ...options, '--output', 'http'], { cwd: path('.'), env });
      writeFileSync(path('signed.http'), signed.stdout);
      const verified = await cli(['verify', 'signed.http', '--key', 'signing-key.pub.pem'], { cwd: path('.') });
      expect([signed.code, verified.code]).toEqual([0, 0]);
    });
  });
});

describe('a mistake', () => {
  it.each([
    [['csr', '--country', 'NL'], "error: required option '--organization <id>' not specified"],
    [
      ['csr', ...subject, '--algorithm', 'RSA-1024'],
      'Allowed choices are P-256, P-384, P-521, RSA-2048, RSA-3072, RSA-4096.',
    ],
    [['signing', '--curve', 'secp256k1'], 'Allowed choices are P-256, P-384, P-521.'],
    [['signing', '--passphrase-env', 'A', '--passphrase-file', 'b'], 'cannot be used with option'],
    [['signing', '--passphrase', 'secret'], "error: unknown option '--passphrase'"],
    [['signing', '--passphrase-env', 'NOT_SET'], 'The environment variable NOT_SET is not set (ERR_CONFIG)'],
    [['signing', '--passphrase-file', 'missing'], "The secret's file cannot be read"],
    [['signing', '--keyid', 'schlüssel'], 'The key id cannot be sent (ERR_USAGE)'],
    [['signing', '--keyid', ''], 'The key id cannot be sent (ERR_USAGE)'],
    [
      ['csr', ...subjectWith('--organization', 'your-organization-id')],
      'There is a placeholder left: your-organization-id (ERR_USAGE)',
    ],
    [
      ['csr', ...subjectWith('--organization-name', 'Your Company')],
      'There is a placeholder left: Your Company (ERR_USAGE)',
    ],
    [['sow'], "error: unknown command 'sow'\n(Did you mean show?)"],
    [[], 'main.js keys [options] [command]\n'],
  ])('is told, and nothing is written: %j', async (args, message) => {
    await inFolder(args, ({ code, stdout, stderr, path }) => {
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
      expect(readdirSync(path('.'))).toEqual([]);
    });
  });
});

describe('files that are made', () => {
  it('are private where they are secret, whatever the umask, and so is a new folder', async () => {
    const before = process.umask(0);
    try {
      await inFolder(['signing', '--out', 'new/keys'], async ({ path, keys }) => {
        await keys('csr', ...subject, '--out', 'new/keys');
        expect(mode(path('new/keys/signing-key.pem'))).toBe(0o600);
        expect(mode(path('new/keys/client-key.pem'))).toBe(0o600);
        expect(mode(path('new/keys/signing-key.pub.pem'))).toBe(0o644);
        expect(mode(path('new/keys/client.csr'))).toBe(0o644);
        expect(mode(path('new/keys'))).toBe(0o700);
      });
    } finally {
      process.umask(before);
    }
  });

  it('never take the place of another without being told', async () => {
    await inFolder(['csr', ...subject], async ({ path, read, keys }) => {
      const [key, request] = [read('client-key.pem'), read('client.csr')];
      const refused = await keys('csr', ...subject);
      expect(refused).toEqual({
        code: 2,
        stdout: '',
        stderr: [
          'nopan-certify: client-key.pem and client.csr already exist; nothing was written (ERR_OUTPUT)',
          '  at        client-key.pem, client.csr',
          '  expected  no file of that name',
          '  do        Name another folder with --out, or give --force to overwrite it: a private key that is overwritten is lost.',
          '',
        ].join('\n'),
      });
      expect([read('client-key.pem'), read('client.csr')]).toEqual([key, request]);
      expect((await keys('csr', ...subject, '--force')).code).toBe(0);
      expect(read('client-key.pem')).not.toBe(key);
      expect(read('client.csr')).not.toBe(request);
      expect([mode(path('client-key.pem')), readdirSync(path('.')).length]).toEqual([0o600, 2]);
    });
  });

  it('none of them is written when one is in the way, be it a link to nowhere', async () => {
    await inFolder(['show', 'nothing'], async ({ path, keys }) => {
      symlinkSync('nowhere', path('signing-key.jwk.json'));
      const { code, stderr } = await keys('signing');
      expect([code, readdirSync(path('.'))]).toEqual([2, ['signing-key.jwk.json']]);
      expect(stderr).toContain('signing-key.jwk.json already exists; nothing was written (ERR_OUTPUT)');
    });
  });

  it('a folder in the way is not overwritten even by force', async () => {
    await inFolder(['show', 'nothing'], async ({ path, keys }) => {
      mkdirSync(path('client-key.pem'));
      const { code, stderr } = await keys('csr', ...subject, '--force');
      expect([code, readdirSync(path('.'))]).toEqual([2, ['client-key.pem']]);
      expect(stderr).toContain('client-key.pem already exists; nothing was written (ERR_OUTPUT)');
    });
  });

  it('a file in the place of the folder', async () => {
    await inFolder(['show', 'nothing'], async ({ path, keys }) => {
      writeFileSync(path('out'), 'mine');
      const { code, stderr } = await keys('signing', '--out', 'out');
      expect([code, readdirSync(path('.'))]).toEqual([3, ['out']]);
      expect(stderr).toMatch(/^nopan-certify: The files cannot be written: ENOTDIR.*\(ERR_OUTPUT\)\n {2}at {8}out\n/);
    });
  });
});

describe.runIf(opensslInstalled)('keys show', () => {
  it('tells what belongs together: key, request, certificate and PKCS#12', async () => {
    await inFolder(['csr', ...subject, '--passphrase-env', 'KEY_PASSPHRASE'], async ({ path, keys, read }) => {
      await issued(path);
      const inputs = [
        '-inkey',
        path('client-key.pem'),
        '-in',
        path('client-cert.pem'),
        '-passin',
        `pass:${passphrase}`,
      ];
      await openssl('pkcs12', '-export', ...inputs, '-passout', `pass:${passphrase}`, '-out', path('client.p12'));
      const files = ['client-key.pem', 'client.csr', 'client-cert.pem', 'client.p12'];
      const { code, stdout, stderr } = await keys('show', ...files, '--passphrase-env', 'KEY_PASSPHRASE');
      expect([code, stderr]).toEqual([0, '']);
      const { fingerprint256, serialNumber } = new X509Certificate(read('client-cert.pem'));
      const fingerprint = fingerprint256.replaceAll(':', '').toLowerCase();
      expect(stdout).toMatch(/^client-key\.pem \(PEM\)\n {2}private key, encrypted\n {4}key {10}EC P-384; /);
      expect(stdout).toContain(
        '\nclient.csr (PEM)\n  certificate request\n    subject      C=NL, O=Acme Shop, CN=org-4711\n',
      );
      expect(stdout).toContain('    signed       by its own key\n');
      expect(stdout).toContain('\nclient.p12 (PKCS#12)\n  private key, encrypted\n    key          EC P-384; ');
      expect(stdout.split(`    serial       ${serialNumber}\n`)).toHaveLength(3);
      expect(stdout.split(`    SHA-256      ${fingerprint}\n`)).toHaveLength(3);
      expect(stdout).toMatch(
        / valid .* UTC; (?:19|20) days left: rotate it now \(Nopan: at least 30 days before the end\)\n/,
      );
      expect(stdout).toMatch(
        /\nThe same key is in client-key\.pem and client\.csr and client-cert\.pem and client\.p12\.\n$/,
      );
      const opened = await openssl('pkey', '-in', path('client-key.pem'), '-passin', `pass:${passphrase}`);
      const secrets = [passphrase, ...opened.split('\n').slice(1, -1)];
      for (const secret of secrets) expect(stdout).not.toContain(secret);
    });
  });

  it('what is encrypted is said to be, and is no failure', async () => {
    await inFolder(['signing', '--passphrase-env', 'KEY_PASSPHRASE'], async ({ path, keys }) => {
      const key = ['-in', path('signing-key.pem'), '-passin', `pass:${passphrase}`];
      await openssl('pkey', ...key, '-out', path('plain.pem'));
      await openssl('req', '-x509', '-new', '-key', path('plain.pem'), '-subj', '/CN=x', '-out', path('cert.pem'));
      const pair = ['-inkey', path('plain.pem'), '-in', path('cert.pem'), '-passout', `pass:${passphrase}`];
      await openssl('pkcs12', '-export', ...pair, '-out', path('client.p12'));
      const closed =
        '    content      not told without its passphrase: --passphrase-env NAME or --passphrase-file PATH\n';
      expect(await keys('show', 'signing-key.pem', 'client.p12')).toEqual({
        code: 0,
        stdout: `signing-key.pem (PEM)\n  private key, encrypted\n${closed}\nclient.p12 (PKCS#12)\n  encrypted content\n${closed}`,
        stderr: '',
      });
    });
  });

  it('as JSON, for other programs', async () => {
    await inFolder(['signing', '--keyid', 'key-1'], async ({ keys, read }) => {
      const { code, stdout } = await keys('show', '--json', 'signing-key.pem', 'signing-key.jwk.json');
      const thumbprint = await calculateJwkThumbprint(JSON.parse(read('signing-key.jwk.json')) as JWK);
      const key = { type: 'EC', curve: 'P-384', thumbprint, fitFor: ['tls', 'signing'] };
      expect([code, JSON.parse(stdout) as DescribedFile[]]).toEqual([
        0,
        [
          { file: 'signing-key.pem', format: 'PEM', contents: [{ kind: 'private key', encrypted: false, key }] },
          {
            file: 'signing-key.jwk.json',
            format: 'JSON',
            contents: [{ kind: 'public key', key, kid: 'key-1', alg: 'ES384', use: 'sig' }],
          },
        ],
      ]);
    });
  });

  it('rubbish, a missing file and a wrong passphrase are told, and do not keep the rest from being told', async () => {
    await inFolder(['signing', '--passphrase-env', 'KEY_PASSPHRASE'], async ({ path, keys }) => {
      writeFileSync(path('rubbish'), 'hello \u001b[31m');
      writeFileSync(path('wrong'), 'wrong');
      const files = ['rubbish', 'missing', 'signing-key.pem', 'signing-key.pub.pem'];
      const { code, stdout, stderr } = await keys('show', ...files, '--passphrase-file', 'wrong');
      expect([code, stdout.split('\n')[0]]).toEqual([2, 'signing-key.pub.pem (PEM)']);
      expect(stderr.split('\n').filter((line) => line.startsWith('nopan-certify: '))).toEqual([
        'nopan-certify: The file holds no key, certificate or certificate request (ERR_INPUT)',
        'nopan-certify: The credential file does not exist (ERR_INPUT)',
        'nopan-certify: The private key cannot be decrypted (ERR_KEY)',
      ]);
      expect(await keys('show', '--json', 'rubbish')).toMatchObject({ code: 2, stdout: '[]\n' });
    });
  });

  it('a name in a certificate cannot act on the terminal', async () => {
    await inFolder(['signing'], async ({ path, keys }) => {
      const request = ['-x509', '-new', '-key', path('signing-key.pem'), '-subj', '/CN=\u001b[31mred'];
      await openssl('req', ...request, '-out', path('cert.pem'));
      const { stdout } = await keys('show', 'cert.pem');
      expect(stdout).toContain('    subject      CN=\\u001b[31mred\n');
    });
  });
});

const helps = await Promise.all([[], ['csr'], ['signing'], ['show']].map((name) => cli(['keys', ...name, '--help'])));
const lines = helps.flatMap(({ stdout }) => shownCommands(stdout)).filter((line) => line.startsWith('keys '));
const examples = [...new Set(lines.map((line) => line.slice('keys '.length)))];

describe.runIf(opensslInstalled)('every example of the help', () => {
  /** What a shell makes of a line of these examples. */
  const words = (line: string): string[] =>
    [...filledIn(line).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const filledIn = (line: string): string =>
    line.replace('your-organization-id', 'org-4711').replace('Your Company', 'Acme Shop');
  const secrets = { NOPAN_TLS_PASSPHRASE: passphrase, NOPAN_SIGNING_PASSPHRASE: passphrase };

  it('is found', () => {
    expect(examples.length).toBeGreaterThan(7);
  });

  it.each(examples.filter((line) => !line.startsWith('show')))('works: keys %s', async (line) => {
    await withFolder(async (cwd) => {
      expect(await cli(['keys', ...words(line)], { cwd, env: secrets })).toMatchObject({ code: 0, stderr: '' });
    });
  });

  it.each(examples.filter((line) => line.startsWith('show')))('works: keys %s', async (line) => {
    await inFolder(['csr', ...subject], async ({ path }) => {
      const pair = ['-inkey', path('client-key.pem'), '-in', await issued(path)];
      await openssl('pkcs12', '-export', ...pair, '-passout', `pass:${passphrase}`, '-out', path('client.p12'));
      expect(await cli(['keys', ...words(line)], { cwd: path('.'), env: secrets })).toMatchObject({
        code: 0,
        stderr: '',
      });
    });
  });
});
