import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { certificateRequest, readCertificateRequest } from './certificate-request.ts';
import { Folder, openssl, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem, type TlsKeyAlgorithm } from './key-pair.ts';
import { loadClientIdentity } from './load.ts';

const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const folder = new Folder();
afterAll(() => {
  folder.remove();
});

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');

describe.runIf(opensslInstalled)('as openssl judges it', () => {
  test.each<[TlsKeyAlgorithm, string]>([
    ['P-256', 'ecdsa-with-SHA256'],
    ['P-384', 'ecdsa-with-SHA384'],
    ['P-521', 'ecdsa-with-SHA512'],
    ['RSA-2048', 'sha256WithRSAEncryption'],
  ])('%s: signed with %s by the key that it is for', async (algorithm, signature) => {
    const keys = generateKeyPair(algorithm);
    const file = folder.write('client.csr', await certificateRequest({ keys, subject }));
    expect(await openssl('req', '-in', file, '-verify', '-noout', '-subject')).toBe(
      'subject=C = NL, O = Acme Shop, CN = org-4711',
    );
    expect(await openssl('req', '-in', file, '-noout', '-pubkey')).toBe(publicKeyPem(keys.publicKey).trim());
    const text = await openssl('req', '-in', file, '-noout', '-text');
    expect(text).toContain(`Signature Algorithm: ${signature}`);
    expect(text).toContain('Version: 1 (0x0)');
  });

  test('its DER is what openssl writes of the same content', async () => {
    const file = folder.write('client.csr', await certificateRequest({ keys: generateKeyPair('RSA-2048'), subject }));
    const { privateKey } = generateKeyPair('RSA-2048');
    const key = folder.write('key.pem', privateKeyPem(privateKey));
    const [ours, theirs] = await Promise.all([
      openssl('asn1parse', '-in', file),
      openssl(
        'req',
        '-new',
        '-utf8',
        '-key',
        key,
        '-subj',
        '/C=NL/O=Acme Shop/CN=org-4711',
        '-out',
        join(folder.path, 'o.csr'),
      ).then(() => openssl('asn1parse', '-in', join(folder.path, 'o.csr'))),
    ]);
    expect(ours).toBe(theirs);
  });

  test('every attribute of a subject, and what has to be escaped', async () => {
    const full = { C: 'NL', ST: 'Noord-Holland', L: 'Zoë', O: 'A "B" \\ C, D+E', OU: 'API Client', CN: '#1, CN=root' };
    const file = folder.write('full.csr', await certificateRequest({ keys: generateKeyPair('P-256'), subject: full }));
    expect(await openssl('req', '-in', file, '-noout', '-subject', '-nameopt', 'multiline,utf8,-esc_msb')).toBe(
      [
        'subject=',
        '    countryName               = NL',
        '    stateOrProvinceName       = Noord-Holland',
        '    localityName              = Zoë',
        '    organizationName          = A "B" \\\\ C, D+E',
        '    organizationalUnitName    = API Client',
        '    commonName                = #1, CN=root',
      ].join('\n'),
    );
  });

  test.each<TlsKeyAlgorithm>(['P-384', 'RSA-2048'])(
    '%s: a certificate that openssl issues for it identifies a client together with the key',
    async (algorithm) => {
      const keys = generateKeyPair(algorithm);
      const [ca, caKey, certificate] = ['ca.pem', 'ca-key.pem', 'client-cert.pem'].map((name) =>
        join(folder.path, name),
      ) as [string, string, string];
      const csr = folder.write('client.csr', await certificateRequest({ keys, subject }));
      const privateKey = folder.write('client-key.pem', privateKeyPem(keys.privateKey));
      const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', caKey];
      await openssl('req', '-x509', ...newKey, '-subj', '/CN=CA', '-days', '2', '-out', ca);
      await openssl('x509', '-req', '-in', csr, '-CA', ca, '-CAkey', caKey, '-days', '1', '-out', certificate);
      const clock = { now: () => Date.now() + 1000 };
      const identity = await loadClientIdentity({ certificate, privateKey }, clock);
      expect(identity.privateKey.equals(keys.privateKey)).toBe(true);
    },
  );
});

describe('what does not fit', () => {
  test.each([
    ['C', 'nl', 'two capital letters such as NL (ISO 3166-1 alpha-2)'],
    ['C', 'NLD', 'two capital letters such as NL (ISO 3166-1 alpha-2)'],
    ['O', '', '1 to 64 characters'],
    ['CN', 'x'.repeat(65), '1 to 64 characters'],
  ])('a subject with %s "%s"', async (attribute, value, expected) => {
    const request = certificateRequest({ keys: generateKeyPair('P-256'), subject: { ...subject, [attribute]: value } });
    await expect(request).rejects.toMatchObject({ code: 'ERR_CERTIFICATE', where: attribute, expected });
  });

  test('a key of another kind', async () => {
    await expect(certificateRequest({ keys: generateKeyPairSync('ed25519'), subject })).rejects.toMatchObject({
      code: 'ERR_KEY',
      message: 'A certificate request cannot be made for this key',
      actual: 'ed25519',
    });
  });
});

describe('reading', () => {
  test('what was written', async () => {
    const keys = generateKeyPair('P-521');
    const read = await readCertificateRequest(derOf(await certificateRequest({ keys, subject })), 'client.csr');
    expect(read).toMatchObject({ subject: 'C=NL, O=Acme Shop, CN=org-4711', signatureValid: true });
    expect(read.publicKey.equals(keys.publicKey)).toBe(true);
  });

  test('a changed subject: the signature no longer verifies', async () => {
    const der = derOf(await certificateRequest({ keys: generateKeyPair('P-256'), subject }));
    der.write('org-4712', der.indexOf('org-4711'));
    expect(await readCertificateRequest(der, 'client.csr')).toMatchObject({
      subject: 'C=NL, O=Acme Shop, CN=org-4712',
      signatureValid: false,
    });
  });

  test.runIf(opensslInstalled).each([
    ['Ed25519', ['-algorithm', 'ED25519'], [], true],
    ['RSA-PSS, which is not judged', ['-algorithm', 'RSA'], ['-sigopt', 'rsa_padding_mode:pss'], undefined],
  ])('openssl’s, with extensions: %s', async (_name, algorithm, options, signatureValid) => {
    const [key, file] = ['key.pem', 'client.csr'].map((name) => join(folder.path, name)) as [string, string];
    await openssl('genpkey', ...algorithm, '-out', key);
    const request = [
      '-new',
      '-key',
      key,
      '-subj',
      '/CN=a,b/emailAddress=x@example.com',
      '-addext',
      'subjectAltName=DNS:x',
    ];
    await openssl('req', ...request, ...options, '-outform', 'DER', '-out', file);
    expect(await readCertificateRequest(readFileSync(file), file)).toMatchObject({
      subject: 'CN=a\\,b, 1.2.840.113549.1.9.1=x@example.com',
      signatureValid,
    });
  });

  test('what is none', async () => {
    await expect(readCertificateRequest(Buffer.from('3003020101', 'hex'), 'x.csr')).rejects.toMatchObject({
      code: 'ERR_CERTIFICATE',
      message: 'The certificate request is damaged',
      where: 'x.csr',
    });
  });
});
