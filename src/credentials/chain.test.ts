import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { createAuthority } from './authority.ts';
import { pemBlocks, pemText } from './blocks.ts';
import { describeCredential } from './describe.ts';
import { Folder } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem } from './key-pair.ts';
import { loadClientIdentity } from './load.ts';

const now = Date.parse('2030-06-01T12:00:00Z');
const clock = { now: () => now };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const { privateKey, publicKey } = generateKeyPair('P-256');

const folder = new Folder();
const key = folder.write('key.pem', privateKeyPem(privateKey));
let [own, authority, past, other] = ['', '', '', ''];
beforeAll(async () => {
  const issuer = await createAuthority({ name: 'Test authority', clock });
  own = await issuer.issue({ publicKey, subject, usage: 'client' });
  authority = issuer.certificate;
  const { publicKey: another } = generateKeyPair('P-256');
  other = await issuer.issue({ publicKey: another, subject: { ...subject, CN: 'org-4712' }, usage: 'client' });
  const before = await createAuthority({ name: 'Past authority', clock: { now: () => Date.parse('2010-01-01') } });
  past =
    before.certificate +
    (await before.issue({
      publicKey,
      subject,
      usage: 'client',
      notBefore: new Date(now - 1000),
      notAfter: new Date(now + 9e9),
    }));
});
afterAll(() => {
  folder.remove();
});

/** The certificates that a client would send, by their CN; what is wrong with them. */
async function sent(content: string): Promise<string[]> {
  const certificate = folder.write('chain.pem', content);
  try {
    const identity = await loadClientIdentity({ certificate, privateKey: key }, clock);
    return pemBlocks(identity.certificate).map(
      ({ pem }) => /CN=(.*)/.exec(new X509Certificate(pem).subject)?.[1] ?? '',
    );
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return [error.code, error.message, error.expected ?? '', error.actual ?? '', error.advice ?? ''];
  }
}

/** DER of a tag and its content. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  const length = content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0');
  const long = content.length < 0x80 ? '' : content.length > 0xff ? '82' : '81';
  return Buffer.concat([Buffer.from([tag]), Buffer.from(long + length, 'hex'), content]);
}

/** PKCS#7 with nothing but certificates (RFC 2315 section 9.1). */
function pkcs7(...pems: readonly string[]): Buffer {
  const certificates = der(0xa0, ...pems.map((pem) => new X509Certificate(pem).raw));
  const content = der(0x30, '06092a864886f70d010701');
  const data = der(0x30, '020101', '3100', content, certificates, '3100');
  return der(0x30, '06092a864886f70d010702', der(0xa0, data));
}

const first = 'C=NL, O=Acme Shop, CN=org-4711, followed by the certificates of its issuers';

describe('the client certificate', () => {
  test('behind its issuer is found, and said to be there', async () => {
    expect(await sent(authority + own)).toEqual([
      'ERR_CERTIFICATE',
      'The client certificate is not the first in its file',
      first,
      'C=NL, O=nopan-certify, CN=Test authority; C=NL, O=Acme Shop, CN=org-4711',
      'The client certificate is the second; put it first.',
    ]);
    expect((await sent(authority + other + own)).at(-1)).toBe('The client certificate is the third; put it first.');
  });

  test('of another key is named, and not that of an issuer', async () => {
    expect(await sent(authority + other)).toEqual([
      'ERR_KEY',
      'The private key does not fit the certificate',
      `the key of ${folder.path}/chain.pem (C=NL, O=Acme Shop, CN=org-4712)`,
      'another key',
      expect.stringMatching(/^These two must print the same: /) as string,
    ]);
  });

  test('whose issuer has expired is refused', async () => {
    const [before = '', issued = ''] = pemBlocks(past).map(({ pem }) => pem);
    expect(await sent(issued + before)).toEqual([
      'ERR_CERTIFICATE',
      "An issuer's certificate has expired",
      'a certificate of C=NL, O=nopan-certify, CN=Past authority that is valid at 2030-06-01T12:00:00Z',
      expect.stringMatching(/^valid until 20[12]\d-/) as string,
      'Replace it with the current one, from the authority that issued the client certificate.',
    ]);
    expect(await sent(own + before)).toEqual(['org-4711', 'Past authority']);
  });
});

describe('certificates are read', () => {
  test('under the other labels that they have', async () => {
    expect(await sent((own + authority).replaceAll(' CERTIFICATE', ' X509 CERTIFICATE'))).toEqual([
      'org-4711',
      'Test authority',
    ]);
    const { raw } = new X509Certificate(own);
    const trusted = pemText('TRUSTED CERTIFICATE', Buffer.concat([raw, der(0x30, der(0x30, '06082b06010505070302'))]));
    expect(await sent(trusted)).toEqual(['org-4711']);
    expect((await describeCredential(folder.write('trusted.pem', trusted))).contents).toMatchObject([
      { kind: 'certificate', subject: 'C=NL, O=Acme Shop, CN=org-4711' },
    ]);
  });

  test.each(['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA'])('from %s, a set that has no order', async (label) => {
    const file = pemText(label, pkcs7(authority, own));
    expect(await sent(file)).toEqual(['org-4711', 'Test authority']);
    expect((await describeCredential(folder.write('chain.p7b', file))).contents).toHaveLength(2);
  });

  test('from DER of PKCS#7 by keys show; for a client the command is named', async () => {
    const file = folder.write('chain.p7b', pkcs7(own, authority));
    expect(await describeCredential(file)).toMatchObject({ format: 'DER', contents: [{}, {}] });
    await expect(loadClientIdentity({ certificate: file, privateKey: key }, clock)).rejects.toMatchObject({
      actual: 'DER: certificates, PKCS#7',
      advice: `Convert it: openssl pkcs7 -inform DER -in ${file} -print_certs -out cert.pem`,
    });
  });

  test('each of them, the last one too', async () => {
    const broken = pemText('CERTIFICATE', Buffer.from('3003020101', 'hex'));
    expect((await sent(own + broken)).slice(0, 2)).toEqual(['ERR_CERTIFICATE', 'The certificate is damaged']);
  });
});

test('keys show says where the client certificate is', async () => {
  const { notes } = await describeCredential(folder.write('chain.pem', authority + own));
  expect(notes).toEqual(['The client certificate is number 2 of 2: put it first.']);
  expect(await describeCredential(folder.write('chain.pem', own + authority))).not.toHaveProperty('notes');
});
