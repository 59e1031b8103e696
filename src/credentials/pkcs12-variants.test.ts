import { createHmac, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createAuthority, type Authority } from './authority.ts';
import { contentOf, elements, tags } from './der.ts';
import { describeCredential } from './describe.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem } from './key-pair.ts';
import { readPkcs12 } from './pkcs12.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00Z') };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const folder = new Folder();
const { privateKey, publicKey } = generateKeyPair('P-256');
const passphrase = 'geheim';
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ name: 'Test authority', clock });
  folder.write('key.pem', privateKeyPem(privateKey));
  folder.write('cert.pem', (await authority.issue({ publicKey, subject, usage: 'client' })) + authority.certificate);
});
afterAll(() => {
  folder.remove();
});

async function make(secret: string, ...options: readonly string[]): Promise<string> {
  const file = join(folder.path, 'client.p12');
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder.path, name)) as [string, string];
  const inputs = ['-inkey', key, '-in', cert, '-provider', 'legacy', '-provider', 'default'];
  await openssl('pkcs12', '-export', ...inputs, '-out', file, '-passout', `pass:${secret}`, ...options);
  return file;
}

/** What keys show tells of it, and how many certificates a client would send; what is wrong. */
async function told(file: string, secret?: string): Promise<unknown[]> {
  try {
    const { contents } = await describeCredential(file, secret);
    const shown = contents.map((content) => {
      const name = 'name' in content ? ` ${content.name ?? ''}` : '';
      return content.kind === 'private key'
        ? `key ${content.encrypted ? 'encrypted' : 'plain'}${name}`
        : `${content.kind}${name}`;
    });
    return [...shown, (await readPkcs12(file, secret)).certificates.length];
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return [error.code, error.message, error.actual];
  }
}

const plain = ['-keypbe', 'NONE', '-certpbe', 'NONE'];
const whole = ['key encrypted', 'certificate', 'certificate', 2];

describe.runIf(opensslInstalled)('a PKCS#12 file', () => {
  test.each([
    ['whose bags are not encrypted, with a MAC', passphrase, plain, ['key plain', 'certificate', 'certificate', 2]],
    ['that is not protected at all', passphrase, [...plain, '-nomac'], ['key plain', 'certificate', 'certificate', 2]],
    ['without a MAC', passphrase, ['-nomac'], whole],
    [
      'with RC2-40',
      passphrase,
      ['-keypbe', 'PBE-SHA1-RC2-40', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
      whole,
    ],
    ['whose key alone is plain', passphrase, ['-keypbe', 'NONE'], ['key plain', 'certificate', 'certificate', 2]],
    ['with a passphrase beyond ASCII, AES', 'gehéim€😀', [], whole],
    [
      'with a passphrase beyond ASCII, triple DES',
      'gehéim€😀',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
      whole,
    ],
    [
      'with friendly names',
      passphrase,
      ['-name', 'meine Würze'],
      ['key encrypted meine Würze', 'certificate meine Würze', 'certificate', 2],
    ],
    [
      'with an unknown cipher',
      passphrase,
      ['-keypbe', 'camellia-256-cbc', '-certpbe', 'camellia-256-cbc'],
      [
        'ERR_KEY',
        'The PKCS#12 file uses an algorithm that is not supported',
        'Cannot read encrypted private key. Unsupported encryption scheme OID.',
      ],
    ],
  ])('%s', async (_name, secret, options, expected) => {
    expect(await told(await make(secret, ...options), secret)).toEqual(expected);
  });

  test('that needs no passphrase opens with none, and is not said to be encrypted', async () => {
    const file = await make('', ...plain, '-nomac');
    expect(await told(file)).toEqual(['key plain', 'certificate', 'certificate', 2]);
    expect(await told(file, passphrase)).toEqual(['key plain', 'certificate', 'certificate', 2]);
  });

  test('whose bags are not encrypted is told without the passphrase of its MAC, with a note', async () => {
    const { contents, notes } = await describeCredential(await make(passphrase, ...plain));
    expect(contents).toMatchObject([
      { kind: 'private key', encrypted: false },
      { kind: 'certificate' },
      { kind: 'certificate' },
    ]);
    expect(notes).toEqual(['Whether it was changed is not checked: its MAC needs the passphrase.']);
    const closed = await describeCredential(await make(passphrase, '-keypbe', 'NONE'));
    expect(closed).toMatchObject({ contents: [{ kind: 'encrypted content' }] });
    expect(closed).not.toHaveProperty('notes');
  });

  test('in Base64, as PEM, or with a line break behind it', async () => {
    const bytes = readFileSync(await make(passphrase));
    const base64 = bytes.toString('base64').replaceAll(/.{64}/g, '$&\n');
    const forms = [
      base64,
      `-----BEGIN PKCS12-----\n${base64}\n-----END PKCS12-----\n`,
      Buffer.concat([bytes, Buffer.from('\r\n')]),
    ];
    for (const form of forms) expect(await told(folder.write('form.p12', form), passphrase)).toEqual(whole);
  });

  test('with an algorithm that is not known is made anew by the command', async () => {
    const file = await make(
      passphrase,
      '-keypbe',
      'PBE-SHA1-RC2-128',
      '-certpbe',
      'PBE-SHA1-RC4-128',
      '-macalg',
      'sha1',
    );
    const anew = join(folder.path, 'anew.p12');
    await expect(readPkcs12(file, passphrase)).rejects.toMatchObject({
      code: 'ERR_KEY',
      advice: `Create it again: openssl pkcs12 -in ${file} -legacy -nodes | openssl pkcs12 -export -macalg sha256 -out client.p12`,
    });
    const open = await openssl('pkcs12', '-in', file, '-legacy', '-nodes', '-passin', `pass:${passphrase}`);
    const [input, output] = [folder.write('open.pem', open), ['-passout', `pass:${passphrase}`, '-out', anew]];
    await openssl('pkcs12', '-export', '-macalg', 'sha256', '-in', input, ...output);
    expect(await told(anew, passphrase)).toEqual(whole);
  });

  test('of a truststore has no key', async () => {
    const file = join(folder.path, 'trust.p12');
    const cert = join(folder.path, 'cert.pem');
    await openssl('pkcs12', '-export', '-nokeys', '-in', cert, '-out', file, '-passout', `pass:${passphrase}`);
    expect((await describeCredential(file, passphrase)).contents).toMatchObject([
      { kind: 'certificate' },
      { kind: 'certificate' },
    ]);
    await expect(readPkcs12(file, passphrase)).rejects.toMatchObject({
      message: 'The PKCS#12 file holds no private key',
      actual: '2 certificates and no key, as a truststore has',
      advice: `Name the file that the private key was exported to. As target.trust, certificates are PEM: openssl pkcs12 -in ${file} -nokeys -out ca.pem`,
    });
  });
});

test('PEM in the place of PKCS#12 is named', async () => {
  await expect(readPkcs12(join(folder.path, 'cert.pem'))).rejects.toMatchObject({
    message: 'The file is not readable PKCS#12',
    actual: 'PEM',
    advice: 'Name PEM files as tls.certificate and tls.privateKey instead of tls.pkcs12.',
  });
});

const der = (tag: number, ...parts: readonly (Buffer | string)[]): Buffer => {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  const length = Buffer.from([0x83, content.length >> 16, (content.length >> 8) & 0xff, content.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
};

interface Mac {
  readonly hash: string;
  readonly hmac: string;
  readonly prf?: readonly [hash: string, hmac: string];
  /** What the file says. */
  readonly iterations?: number;
}

/** A PKCS#12 file with the MAC of RFC 9579 in the place of its own. */
function withPbmac1(file: Buffer, { hash, hmac, prf = [hash, hmac], iterations = 2048 }: Mac): Buffer {
  const [version = Buffer.alloc(0), safe = Buffer.alloc(0)] = elements(contentOf(file, tags.sequence));
  const [, content] = elements(contentOf(safe, tags.sequence));
  const octets = contentOf(contentOf(content, tags.context0), tags.octets) ?? Buffer.alloc(0);
  const salt = Buffer.alloc(16, 7);
  const algorithm = (id: string): Buffer => der(0x30, `06082a864886f70d02${id}`, '0500');
  const count = iterations.toString(16).padStart(8, '0');
  const derivation = der(0x30, der(4, salt), `0204${count}`, '020120', ...(prf[1] === '' ? [] : [algorithm(prf[1])]));
  const kdf = der(0x30, '06092a864886f70d01050c', derivation);
  const scheme = der(0x30, '06092a864886f70d01050e', der(0x30, kdf, algorithm(hmac)));
  const key = pbkdf2Sync(passphrase, salt, 2048, 32, prf[0]);
  const mac = createHmac(hash, key).update(octets).digest();
  const data = der(0x30, der(0x30, scheme, der(4, mac)), der(4, Buffer.from('NOT USED')), '020101');
  return der(0x30, version, safe, data);
}

describe.runIf(opensslInstalled)('PBMAC1 (RFC 9579)', () => {
  test.each<[string, Mac]>([
    ['SHA-256', { hash: 'sha256', hmac: '09' }],
    ['SHA-512', { hash: 'sha512', hmac: '0b' }],
    ['SHA-384 with another function', { hash: 'sha384', hmac: '0a', prf: ['sha512', '0b'] }],
    ['with the default function, SHA-1', { hash: 'sha256', hmac: '09', prf: ['sha1', ''] }],
  ])('%s is verified', async (_name, mac) => {
    const file = folder.write('pbmac1.p12', withPbmac1(readFileSync(await make(passphrase)), mac));
    expect(await told(file, passphrase)).toEqual(whole);
    expect(await told(file, 'wrong')).toEqual(['ERR_KEY', 'The PKCS#12 file cannot be opened', 'another one']);
    expect((await describeCredential(file)).contents).toEqual([{ kind: 'encrypted content' }]);
  });

  test('over a file that was changed does not hold', async () => {
    const bytes = withPbmac1(readFileSync(await make(passphrase, ...plain)), { hash: 'sha256', hmac: '09' });
    const at = bytes.indexOf('Acme Shop');
    bytes.write('ACME', at);
    expect(await told(folder.write('changed.p12', bytes), passphrase)).toEqual([
      'ERR_KEY',
      'The PKCS#12 file cannot be opened',
      'another one',
    ]);
  });

  test('of a hash that is not known is named', async () => {
    const file = folder.write(
      'odd.p12',
      withPbmac1(readFileSync(await make(passphrase)), { hash: 'sha256', hmac: '44' }),
    );
    expect((await told(file, passphrase))[1]).toBe('The PKCS#12 file uses an algorithm that is not supported');
  });

  test('that is to be computed for hours is not begun', async () => {
    const mac = { hash: 'sha256', hmac: '09', iterations: 2_000_000_000 };
    const file = folder.write('slow.p12', withPbmac1(readFileSync(await make(passphrase)), mac));
    expect(await told(file, passphrase)).toEqual([
      'ERR_KEY',
      'The passphrase would have to be hashed too often',
      '2000000000 iterations',
    ]);
  });
});
