import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from './authority.ts';
import { pemBlocks, pemText } from './blocks.ts';
import { describeCredential } from './describe.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem } from './key-pair.ts';
import { loadClientIdentity, loadPrivateKey } from './load.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00Z') };
const { privateKey, publicKey } = generateKeyPair('P-256');
const folder = new Folder();
const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder.path, name)) as [string, string];
beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority', clock });
  folder.write('key.pem', privateKeyPem(privateKey));
  folder.write(
    'cert.pem',
    await authority.issue({ publicKey, subject: { C: 'NL', O: 'Acme', CN: 'org' }, usage: 'client' }),
  );
});
afterAll(() => {
  folder.remove();
});

/** The same DER with another number in the place of one, within octet strings, too. */
function withNumber(der: string, before: string, after: string): string {
  const change = (node: forge.asn1.Asn1): void => {
    if (typeof node.value !== 'string') node.value.forEach(change);
    else if (node.type === forge.asn1.Type.INTEGER && node.value === before) node.value = after;
    else if (node.type === forge.asn1.Type.OCTETSTRING && node.value.startsWith('0')) {
      try {
        node.value = withNumber(node.value, before, after);
      } catch {
        // Not DER.
      }
    }
  };
  const structure = forge.asn1.fromDer(der);
  change(structure);
  return forge.asn1.toDer(structure).getBytes();
}

const count2048 = '\x08\0';
const most = '\x7f\xff\xff\xff';
const tooOften = { code: 'ERR_KEY', message: 'The passphrase would have to be hashed too often' };

/** The failure: with so many iterations none would come within the time limit of a test. */
async function refusal(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return expect.fail('nothing was thrown');
}

describe.runIf(opensslInstalled)('a count of iterations beyond measure', () => {
  test.each([
    ['in the MAC', []],
    ['of PBES2', ['-nomac']],
    ['of PKCS#12', ['-nomac', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES']],
  ])('PKCS#12, %s', async (_name, options) => {
    const file = join(folder.path, 'client.p12');
    await openssl('pkcs12', '-export', '-inkey', key, '-in', cert, '-out', file, '-passout', 'pass:x', ...options);
    const hostile = withNumber(readFileSync(file, 'latin1'), count2048, most);
    const path = folder.write('hostile.p12', Buffer.from(hostile, 'latin1'));
    expect(await refusal(() => loadClientIdentity({ pkcs12: path, passphrase: 'x' }, clock))).toMatchObject(tooOften);
    expect(await refusal(() => describeCredential(path, 'x'))).toMatchObject(tooOften);
    expect(await refusal(() => describeCredential(path))).toMatchObject({ ...tooOften, where: path });
  });

  test.each([
    ['PBKDF2', [], count2048],
    ['PKCS#12', ['-v1', 'PBE-SHA1-3DES'], count2048],
    ['scrypt', ['-scrypt', '-scrypt_p', '5'], '\x05'],
  ])('PKCS#8, %s', async (_name, options, before) => {
    const file = join(folder.path, 'encrypted.pem');
    await openssl('pkcs8', '-topk8', '-in', key, '-out', file, '-passout', 'pass:x', ...options);
    const [block] = pemBlocks(readFileSync(file, 'latin1'));
    const hostile = withNumber(block?.der.toString('latin1') ?? '', before, most);
    const path = folder.write('hostile.pem', pemText('ENCRYPTED PRIVATE KEY', Buffer.from(hostile, 'latin1')));
    expect(await refusal(() => loadPrivateKey(path, 'x'))).toMatchObject({ ...tooOften, where: path });
    expect(await refusal(() => describeCredential(path, 'x'))).toMatchObject(tooOften);
  });

  test('many keys of one file', async () => {
    const file = join(folder.path, 'encrypted.pem');
    await openssl('pkcs8', '-topk8', '-in', key, '-out', file, '-passout', 'pass:x', '-iter', '2048');
    const [block] = pemBlocks(readFileSync(file, 'latin1'));
    const slow = withNumber(block?.der.toString('latin1') ?? '', count2048, '\x10\0\0');
    const pem = pemText('ENCRYPTED PRIVATE KEY', Buffer.from(slow, 'latin1'));
    const path = folder.write('many.pem', pem.repeat(100));
    const start = process.cpuUsage();
    await expect(describeCredential(path, 'x')).rejects.toMatchObject({ code: 'ERR_KEY', where: path });
    // A tenth of what all of them would take.
    expect(process.cpuUsage(start).user).toBeLessThan(15_000_000);
  });

  test('a key in BER is refused, since it was not counted', async () => {
    const file = join(folder.path, 'encrypted.pem');
    await openssl('pkcs8', '-topk8', '-in', key, '-out', file, '-passout', 'pass:x');
    const [block] = pemBlocks(readFileSync(file, 'latin1'));
    const der = block?.der ?? Buffer.alloc(0);
    const content = der.subarray(2 + ((der[1] ?? 0) & 0x7f));
    const ber = Buffer.concat([Buffer.from([0x30, 0x80]), content, Buffer.from([0, 0])]);
    const path = folder.write('ber.pem', pemText('ENCRYPTED PRIVATE KEY', ber));
    expect(await refusal(() => loadPrivateKey(path, 'x'))).toMatchObject({
      message: 'The private key cannot be decrypted',
    });
  });
});

describe.runIf(opensslInstalled)('many iterations are taken', () => {
  test('half a million of PBKDF2, twice', async () => {
    const file = join(folder.path, 'slow.p12');
    const options = ['-iter', '500000', '-nomac', '-passout', 'pass:x'];
    await openssl('pkcs12', '-export', '-inkey', key, '-in', cert, '-out', file, ...options);
    const { certificate } = await loadClientIdentity({ pkcs12: file, passphrase: 'x' }, clock);
    expect(new X509Certificate(certificate).subject).toContain('CN=org');
  });

  test('a passphrase beyond ASCII, in UTF-8 (RFC 8018 section 3)', async () => {
    const file = join(folder.path, 'utf8.p12');
    await openssl('pkcs12', '-export', '-inkey', key, '-in', cert, '-out', file, '-passout', 'pass:pässwört');
    await expect(loadClientIdentity({ pkcs12: file, passphrase: 'pässwört' }, clock)).resolves.toBeDefined();
  });
});
