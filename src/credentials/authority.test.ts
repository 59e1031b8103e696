import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createAuthority, type Authority } from './authority.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, publicKeyPem } from './key-pair.ts';
import type { Subject } from './subject.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00.500Z') };
const subject: Subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const client = { subject, usage: 'client' } as const;
const server = {
  subject: { ...subject, CN: 'localhost' },
  usage: 'server',
  names: ['localhost', '127.0.0.1', '::1'],
} as const;
const { publicKey, privateKey } = generateKeyPair('P-256');

let authority: Authority;
const folder = new Folder();
beforeAll(async () => {
  authority = await createAuthority({ name: 'Test authority', clock });
});
afterAll(() => {
  folder.remove();
});

const text = (pem: string, ...args: string[]): Promise<string> =>
  openssl('x509', '-in', folder.write('cert.pem', pem), '-noout', ...args);

describe.runIf(opensslInstalled)('chain, as openssl judges it', () => {
  const verify = async (pem: string, ca: string, ...args: string[]): Promise<string> => {
    const [caFile, file] = [folder.write('ca.pem', ca), folder.write('leaf.pem', pem)];
    const at = ['-attime', String(clock.now() / 1000 - 0.5)];
    return openssl('verify', '-x509_strict', '-check_ss_sig', ...at, '-CAfile', caFile, ...args, file).catch(
      (error: unknown) => (error as { stderr: string }).stderr,
    );
  };

  test.each([
    ['server', 'sslserver', ['-verify_ip', '127.0.0.1']],
    ['server', 'sslserver', ['-verify_ip', '::1']],
    ['server', 'sslserver', ['-verify_hostname', 'localhost']],
    ['client', 'sslclient', []],
  ] as const)('a %s certificate is good for %s %j', async (usage, purpose, args) => {
    const pem = await authority.issue({ publicKey, ...(usage === 'server' ? server : client) });
    expect(await verify(pem, authority.certificate, '-purpose', purpose, ...args)).toMatch(/leaf\.pem: OK$/);
  });

  test.each([
    ['server', 'sslclient', [], 'unsuitable certificate purpose'],
    ['client', 'sslserver', [], 'unsuitable certificate purpose'],
    ['server', 'sslserver', ['-verify_ip', '127.0.0.2'], 'IP address mismatch'],
    ['server', 'sslserver', ['-verify_hostname', 'example.com'], 'hostname mismatch'],
  ] as const)('a %s certificate is no good for %s %j', async (usage, purpose, args, reason) => {
    const pem = await authority.issue({ publicKey, ...(usage === 'server' ? server : client) });
    expect(await verify(pem, authority.certificate, '-purpose', purpose, ...args)).toContain(reason);
  });

  test('a certificate of another authority of the same name is not trusted', async () => {
    const other = await createAuthority({ name: 'Test authority', clock });
    const pem = await other.issue({ publicKey, ...client });
    expect(await verify(pem, other.certificate)).toMatch(/OK$/);
    expect(await verify(pem, authority.certificate)).toContain('unable to get local issuer certificate');
  });

  test('an issued certificate is no authority', async () => {
    const pem = await authority.issue({ publicKey, ...client });
    expect(await verify(pem, pem, '-partial_chain')).toMatch(/OK$/);
    expect(new X509Certificate(pem).ca).toBe(false);
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
  });

  test('expired and not yet valid', async () => {
    const expired = await authority.issue({ publicKey, ...client, notAfter: new Date('2030-05-31T00:00:00Z') });
    const early = await authority.issue({ publicKey, ...client, notBefore: new Date('2030-06-02T00:00:00Z') });
    expect(await verify(expired, authority.certificate)).toContain('certificate has expired');
    expect(await verify(early, authority.certificate)).toContain('certificate is not yet valid');
  });

  test.each([
    ['P-384', generateKeyPair('P-384').publicKey],
    ['P-521', generateKeyPair('P-521').publicKey],
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ])('a key on %s is certified', async (_name, key) => {
    const pem = await authority.issue({ publicKey: key, ...client });
    expect(await verify(pem, authority.certificate, '-purpose', 'sslclient')).toMatch(/OK$/);
    expect(await text(pem, '-pubkey')).toBe(publicKeyPem(key).trim());
  });
});

describe.runIf(opensslInstalled)('content, as openssl prints it', () => {
  test('subject of a client: C, O and CN', async () => {
    const pem = await authority.issue({ publicKey, ...client });
    expect(await text(pem, '-subject', '-issuer')).toBe(
      'subject=C = NL, O = Acme Shop, CN = org-4711\nissuer=C = NL, O = nopan-certify, CN = Test authority',
    );
  });

  test('subject with every attribute, and characters that a name in text form would need escaped', async () => {
    const full = { C: 'NL', ST: 'Noord-Holland', L: 'Zoë', O: 'A "B" \\ C, D+E', OU: 'x', CN: '#1, CN=root' };
    const pem = await authority.issue({ publicKey, ...client, subject: full });
    expect(await text(pem, '-subject', '-nameopt', 'multiline,utf8,-esc_msb')).toBe(
      [
        'subject=',
        '    countryName               = NL',
        '    stateOrProvinceName       = Noord-Holland',
        '    localityName              = Zoë',
        '    organizationName          = A "B" \\\\ C, D+E',
        '    organizationalUnitName    = x',
        '    commonName                = #1, CN=root',
      ].join('\n'),
    );
  });

  test('extensions of client, server and authority', async () => {
    const extensions = async (pem: string): Promise<string> =>
      (
        await text(
          pem,
          '-ext',
          'basicConstraints,keyUsage,extendedKeyUsage,subjectAltName,subjectKeyIdentifier,authorityKeyIdentifier',
        )
      ).replace(/ +$/gm, '');
    const ids = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/g;
    const authorityText = await extensions(authority.certificate);
    const [authorityId = ''] = authorityText.match(ids) ?? [];
    expect(authorityText.replace(ids, 'ID')).toBe(
      [
        'X509v3 Basic Constraints: critical',
        '    CA:TRUE, pathlen:0',
        'X509v3 Key Usage: critical',
        '    Certificate Sign, CRL Sign',
        'X509v3 Subject Key Identifier:',
        '    ID',
      ].join('\n'),
    );
    const leaf = (usage: string, ...alternatives: string[]): string =>
      [
        'X509v3 Basic Constraints: critical',
        '    CA:FALSE',
        'X509v3 Key Usage: critical',
        '    Digital Signature',
        'X509v3 Extended Key Usage:',
        `    ${usage}`,
        'X509v3 Authority Key Identifier:',
        '    AUTHORITY',
        'X509v3 Subject Key Identifier:',
        '    ID',
        ...alternatives,
      ].join('\n');
    const leafText = async (pem: string): Promise<string> =>
      (await extensions(pem)).replaceAll(authorityId, 'AUTHORITY').replace(ids, 'ID');
    expect(await leafText(await authority.issue({ publicKey, ...client }))).toBe(leaf('TLS Web Client Authentication'));
    expect(await leafText(await authority.issue({ publicKey, ...server }))).toBe(
      leaf(
        'TLS Web Server Authentication',
        'X509v3 Subject Alternative Name:',
        '    DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
      ),
    );
  });

  test('signed with ECDSA P-256 and SHA-256, over keys of any kind', async () => {
    const pem = await authority.issue({ publicKey: generateKeyPair('P-521').publicKey, ...client });
    expect(await text(pem, '-text', '-certopt', 'no_header,no_pubkey,no_extensions,no_sigdump')).toContain(
      'Signature Algorithm: ecdsa-with-SHA256',
    );
    expect(await text(authority.certificate, '-text')).toContain('NIST CURVE: P-256');
  });

  test('serial numbers are positive, 128 bits long and never the same', async () => {
    const pems = await Promise.all(Array.from({ length: 20 }, () => authority.issue({ publicKey, ...client })));
    const serials = pems.map((pem) => new X509Certificate(pem).serialNumber);
    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  test('default validity: five minutes ago, and twelve months', async () => {
    const { validFrom, validTo } = new X509Certificate(await authority.issue({ publicKey, ...client }));
    expect([validFrom, validTo]).toEqual(['Jun  1 11:55:00 2030 GMT', 'Jun  1 12:00:00 2031 GMT']);
  });

  test('validity beyond 2049, which is written as GeneralizedTime', async () => {
    const dates = { notBefore: new Date('2049-12-31T23:59:59Z'), notAfter: new Date('2050-01-01T00:00:00Z') };
    const pem = await authority.issue({ publicKey, ...client, ...dates });
    expect(await text(pem, '-dates')).toBe('notBefore=Dec 31 23:59:59 2049 GMT\nnotAfter=Jan  1 00:00:00 2050 GMT');
    const der = new X509Certificate(pem).raw.toString('latin1');
    expect(der).toContain('\x17\x0d491231235959Z');
    expect(der).toContain('\x18\x0f20500101000000Z');
  });

  test('a public key as PEM', async () => {
    const pem = await authority.issue({ publicKey: publicKeyPem(publicKey), ...client });
    expect(new X509Certificate(pem).checkPrivateKey(privateKey)).toBe(true);
  });
});

describe('refusals', () => {
  test.each([
    ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a broken key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
    ['no PEM', 'hello'],
  ])('%s instead of a public key', async (_name, key) => {
    await expect(authority.issue({ publicKey: key, ...client })).rejects.toMatchObject({
      code: 'ERR_KEY',
      message: 'The public key cannot be read',
      where: 'publicKey',
      expected: 'SPKI as PEM: "-----BEGIN PUBLIC KEY-----"',
      advice: 'Write it with: openssl pkey -in key.pem -pubout',
    });
  });

  test.each([
    [
      { C: 'nl' },
      'The certificate subject\'s C "nl" does not fit',
      'two capital letters such as NL (ISO 3166-1 alpha-2)',
    ],
    [{ O: '' }, 'The certificate subject\'s O "" does not fit', '1 to 64 characters'],
    [{ CN: 'x'.repeat(65) }, `The certificate subject's CN "${'x'.repeat(65)}" does not fit`, '1 to 64 characters'],
  ])('subject with %j', async (part, message, expected) => {
    const issued = authority.issue({ publicKey, ...client, subject: { ...subject, ...part } });
    await expect(issued).rejects.toMatchObject({ code: 'ERR_CERTIFICATE', message, expected });
  });

  test.each(['https://example.com', 'a b', '-x', 'example.com:443', ''])('the name "%s"', async (name) => {
    await expect(authority.issue({ publicKey, ...server, names: [name] })).rejects.toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: `"${name}" is no name for a certificate`,
      expected: 'a DNS name such as localhost or an IP address such as 127.0.0.1',
    });
  });

  test('a server without a name', async () => {
    await expect(authority.issue({ publicKey, ...server, names: [] })).rejects.toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: 'A server certificate without a name is of no use',
    });
  });

  test('an empty period', async () => {
    const at = new Date('2030-01-01T00:00:00Z');
    await expect(authority.issue({ publicKey, ...client, notBefore: at, notAfter: at })).rejects.toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate would end before it begins',
    });
  });
});

test.runIf(opensslInstalled)('with the clock of the system the authority is valid now', async () => {
  const { certificate } = await createAuthority({ name: 'now', clock: systemClock });
  await expect(
    openssl(
      'verify',
      '-x509_strict',
      '-CAfile',
      folder.write('now.pem', certificate),
      folder.write('now.pem', certificate),
    ),
  ).resolves.toMatch(/OK$/);
});
