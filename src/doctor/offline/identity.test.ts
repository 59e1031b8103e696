import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuthority, selfSigned } from '../../credentials/authority.ts';
import type { CertificateOptions } from '../../credentials/certificate-options.ts';
import { opensslInstalled } from '../../credentials/fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import type { Finding } from '../check.ts';
import {
  clock,
  daysFromNow,
  examined,
  soundCredentials,
  subject,
  told,
  type Credentials,
} from '../fixtures/credentials.ts';

let sound: Credentials;
beforeEach(async () => {
  sound = await soundCredentials();
});
afterEach(() => {
  sound.remove();
});

const withCertificate = (certificate: string): Promise<Finding[]> =>
  examined({ ...sound.config, tls: { ...sound.config.tls, certificate } });
const certified = async (changes: Partial<CertificateOptions>): Promise<Finding[]> =>
  withCertificate(await sound.certified(changes));
const problems = (findings: readonly Finding[]): string[] =>
  findings.filter(({ outcome }) => outcome !== 'ok').map(({ id }) => id);

test('a key of another certificate', async () => {
  const privateKey = sound.write('other.pem', privateKeyPem(generateKeyPair('P-256').privateKey));
  const findings = await examined({ ...sound.config, tls: { ...sound.config.tls, privateKey } });
  expect(problems(findings)).toEqual(['identity.fits']);
  expect(told(findings, 'identity.fits')).toMatchObject({
    found: 'The private key does not fit the certificate',
    where: privateKey,
  });
});

describe('validity', () => {
  test.each([
    [-1, 'error', 'The certificate has expired'],
    [29.9, 'warning', 'The certificate ends on 2030-07-01, 29 days from now'],
    [30, 'ok', 'until 2030-07-01, 30 days from now'],
  ])('%d days before its end', async (days, outcome, found) => {
    const findings = await certified({ notBefore: daysFromNow(-100), notAfter: daysFromNow(days) });
    expect(told(findings, 'identity.validity')).toMatchObject({ outcome, found });
    expect(problems(findings)).toEqual(outcome === 'ok' ? [] : ['identity.validity']);
    if (outcome === 'warning') expect(told(findings, 'identity.validity').expected).toBe('at least 30 days left');
  });

  test('that begins tomorrow', async () => {
    const findings = await certified({ notBefore: daysFromNow(1) });
    expect(told(findings, 'identity.validity')).toMatchObject({ found: 'The certificate is not valid yet' });
  });
});

describe('subject', () => {
  test('of another organization', async () => {
    const findings = await certified({ subject: { ...subject, CN: 'org-4712' } });
    expect(told(findings, 'identity.subject')).toEqual({
      outcome: 'error',
      found: 'The client certificate is not that of the organization',
      where: sound.config.tls.certificate,
      expected: 'CN=org-4711, the organization of the configuration',
      actual: 'C=NL, O=Acme Shop, CN=org-4712',
      advice: 'Name the certificate that Nopan issued for this organization, or correct "organization".',
    });
  });

  test.runIf(opensslInstalled)('without country and company', async () => {
    const { privateKey = '' } = sound.config.tls;
    const bare = sound.write('bare.pem', '');
    execFileSync('openssl', [
      'req',
      '-x509',
      '-key',
      privateKey,
      '-subj',
      '/CN=org-4711',
      '-days',
      '3000',
      '-out',
      bare,
    ]);
    expect(told(await withCertificate(bare), 'identity.subject')).toMatchObject({
      outcome: 'warning',
      found: "The certificate's subject has no C and no O",
      actual: 'CN=org-4711',
    });
  });
});

test('usage of a server', async () => {
  const findings = await certified({ usage: 'server', names: ['localhost'] });
  expect(told(findings, 'identity.usage')).toMatchObject({ found: 'The certificate is not one for TLS clients' });
});

describe('issuer', () => {
  test('is not the certificate itself', async () => {
    const certificate = sound.write('self.pem', await selfSigned({ keys: sound.tls, subject, usage: 'client' }, clock));
    expect(told(await withCertificate(certificate), 'identity.chain')).toMatchObject({
      outcome: 'error',
      found: 'The client certificate is signed by its own key',
      actual: 'issued by C=NL, O=Acme Shop, CN=org-4711',
    });
  });

  const followedBy = async (...others: string[]) => {
    const own = readFileSync(await sound.certified(), 'utf8');
    return told(await withCertificate(sound.write('chain.pem', [own, ...others].join(''))), 'identity.chain');
  };

  test('may follow', async () => {
    expect(await followedBy(sound.authority.certificate)).toMatchObject({ outcome: 'ok' });
  });

  test('is not whoever else follows', async () => {
    // The same name, another key.
    const impostor = await createAuthority({ name: 'Test authority', clock });
    expect(await followedBy(impostor.certificate)).toMatchObject({
      outcome: 'warning',
      found: 'The file holds certificates that did not issue the client certificate',
      actual: 'C=NL, O=nopan-certify, CN=Test authority',
    });
  });

  test('in front of the client certificate is said to be there, and nothing else is wrong', async () => {
    const own = readFileSync(await sound.certified(), 'utf8');
    const findings = await withCertificate(sound.write('chain.pem', sound.authority.certificate + own));
    expect(problems(findings)).toEqual(['identity.fits']);
    expect(told(findings, 'identity.fits')).toMatchObject({
      outcome: 'error',
      found: 'The client certificate is not the first in its file',
      advice: 'The client certificate is the second; put it first.',
    });
  });

  test('may not follow twice, nor in another order, nor without the one between', async () => {
    const root = sound.authority.certificate;
    const own = readFileSync(await sound.certified(), 'utf8');
    const stranger = await createAuthority({ name: 'Another authority', clock });
    const twice = sound.write('chain.pem', own + own + root);
    expect(told(await withCertificate(twice), 'identity.chain')).toMatchObject({
      outcome: 'warning',
      found: 'The file holds a certificate more than once',
      actual: 'C=NL, O=Acme Shop, CN=org-4711',
    });
    expect(await followedBy(stranger.certificate)).toMatchObject({
      outcome: 'warning',
      expected: 'the client certificate, followed by the certificate of C=NL, O=nopan-certify, CN=Test authority',
      advice: expect.stringMatching(
        /^If one of these issued the client certificate, put the certificate of C=NL, O=nopan-certify, CN=Test authority after/,
      ) as string,
    });
  });

  test('has not expired', async () => {
    const past = await createAuthority({ name: 'Past authority', clock: { now: () => Date.parse('2010-01-01') } });
    const own = await past.issue({
      publicKey: sound.tls.publicKey,
      subject,
      usage: 'client',
      notBefore: daysFromNow(-1),
      notAfter: daysFromNow(100),
    });
    const chain = sound.write('chain.pem', own + past.certificate);
    expect(told(await withCertificate(chain), 'identity.chain')).toMatchObject({
      outcome: 'error',
      found: "An issuer's certificate has expired",
      expected: expect.stringMatching(
        /^a certificate of C=NL, O=nopan-certify, CN=Past authority that is valid at /,
      ) as string,
    });
  });
});

describe('algorithm and size', () => {
  test.each([
    ['RSA 2048 bits', 'ok', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['RSA 1024 bits', 'error', () => generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['ED25519', 'error', () => generateKeyPairSync('ed25519')],
    ['EC secp256k1', 'error', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
  ])('%s', async (text, outcome, generate) => {
    const { publicKey, privateKey } = generate();
    const certificate = await sound.certified({ publicKey });
    const key = sound.write('key-of-it.pem', privateKeyPem(privateKey));
    const findings = await examined({ ...sound.config, tls: { certificate, privateKey: key } });
    expect(problems(findings)).toEqual(outcome === 'ok' ? [] : ['identity.algorithm']);
    expect(told(findings, 'identity.algorithm')).toMatchObject(
      outcome === 'ok'
        ? { outcome, found: text }
        : { outcome, found: 'The client certificate is for a key that Nopan does not take', actual: text },
    );
  });
});
