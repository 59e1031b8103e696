import { X509Certificate, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { assertIssuersValid, assertOwnFirst, ownFirst, type Certificates } from './chain.ts';
import { assertForClients, assertKeyFits, assertValidNow } from './client-certificate.ts';
import type { Damage } from './damage.ts';
import { samePair } from './key-pair.ts';
import { withFile } from './other-formats.ts';
import { readPem, type PemContent } from './pem.ts';
import { bodyProblem } from './pem-problem.ts';
import { isEncrypted, passphraseAdvice, privateKeyOf } from './private-key.ts';

const privateKeyContent: PemContent = {
  code: 'ERR_KEY',
  name: 'private key',
  labels: ['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'],
  convert:
    'Convert it. DER: openssl pkey -inform DER -in FILE -out key.pem; PKCS#12: openssl pkcs12 -in FILE -nocerts -nodes -out key.pem',
};

const certificateContent: PemContent = {
  code: 'ERR_CERTIFICATE',
  name: 'certificate',
  labels: ['CERTIFICATE'],
  convert:
    'Convert it. DER: openssl x509 -inform DER -in FILE -out cert.pem; PKCS#12: openssl pkcs12 -in FILE -nokeys -out cert.pem',
};

/**
 * A private key that a user keeps in a PEM file: PKCS#8, SEC1 or PKCS#1.
 *
 * @throws ERR_KEY
 */
export function loadPrivateKey(path: string, passphrase?: string): KeyObject {
  const { pems } = readPem(path, privateKeyContent);
  const [key, ...others] = pems.map((pem) => decrypted(pem, path, passphrase)) as [KeyObject, ...KeyObject[]];
  if (others.every((other) => samePair(other, key))) return key;
  throw new CertifyError('ERR_KEY', 'The file holds more than one private key', {
    where: path,
    expected: 'one private key',
    actual: `${pems.length} private keys`,
    advice: 'Name a file with one key only; nopan-certify keys show lists them.',
  });
}

function decrypted(pem: string, path: string, passphrase: string | undefined): KeyObject {
  if (isEncrypted(pem) && passphrase === undefined) {
    throw new CertifyError('ERR_KEY', 'The private key is encrypted and there is no passphrase', {
      where: path,
      expected: 'its passphrase',
      advice: passphraseAdvice,
    });
  }
  return privateKeyOf(pem, path, passphrase);
}

/** Repairs that were needed to read a file with a private key or certificates. */
export const damageOf = (path: string, content: 'private key' | 'certificate'): readonly Damage[] =>
  readPem(path, content === 'private key' ? privateKeyContent : certificateContent).damage;

/** A private key, and its certificate with those that follow it, as PEM. */
export interface ClientIdentity {
  readonly privateKey: KeyObject;
  readonly certificate: string;
}

type Files = { readonly privateKey: string; readonly certificate: string };

function checkedIdentity(
  privateKey: KeyObject,
  certificates: Certificates,
  files: Files,
  clock: Clock,
): ClientIdentity {
  assertOwnFirst(certificates, privateKey, files.certificate);
  const [own, ...others] = ownFirst(certificates, privateKey);
  assertKeyFits(privateKey, own, files);
  assertForClients(own, files.certificate);
  assertValidNow(own, files.certificate, clock);
  assertIssuersValid(own, others, files.certificate, clock);
  return { privateKey, certificate: certificates.map(String).join('') };
}

/** How a user keeps a client certificate and its key: two PEM files, or one PKCS#12 file. */
export interface ClientIdentityFiles {
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly pkcs12?: string;
  readonly passphrase?: string;
}

/**
 * A client certificate and its key, by either way: they fit each other, and the certificate may identify a TLS client at this time.
 *
 * @throws ERR_KEY, ERR_CERTIFICATE
 */
export async function loadClientIdentity(files: ClientIdentityFiles, clock: Clock): Promise<ClientIdentity> {
  const { certificate = '', privateKey = '', pkcs12, passphrase } = files;
  if (pkcs12 === undefined) {
    const key = loadPrivateKey(privateKey, passphrase);
    return checkedIdentity(key, loadChain(certificate, key), { privateKey, certificate }, clock);
  }
  const { readPkcs12 } = await import('./pkcs12.ts');
  const { privateKey: key, certificates } = await readPkcs12(pkcs12, passphrase);
  return checkedIdentity(key, certificates, { privateKey: pkcs12, certificate: pkcs12 }, clock);
}

/**
 * The authorities that a user trusts, as PEM.
 *
 * @throws ERR_CERTIFICATE
 */
export const loadTrust = (path: string): string => loadCertificates(path).map(String).join('');

/**
 * The certificates of a PEM file, in its order, whatever they are for.
 *
 * @throws ERR_CERTIFICATE
 */
export const loadCertificates = (path: string): Certificates => certificatesIn(path).certificates;

/**
 * The same for a client: for PKCS#7, which has no order, puts the certificate of its key first.
 *
 * @throws ERR_CERTIFICATE
 */
export function loadChain(path: string, key: KeyObject | undefined): Certificates {
  const { certificates, unordered } = certificatesIn(path);
  return unordered ? ownFirst(certificates, key) : certificates;
}

function certificatesIn(path: string): { readonly certificates: Certificates; readonly unordered: boolean } {
  const { pems, unordered } = readPem(path, certificateContent);
  const [first, ...others] = pems;
  return { certificates: [parse(first, path), ...others.map((pem) => parse(pem, path))], unordered };
}

function parse(pem: string, path: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate is damaged', {
      where: path,
      expected: 'an X.509 certificate as openssl writes it',
      ...bodyProblem(pem),
      advice: withFile('Check it with openssl: openssl x509 -in FILE -noout -text', path),
      cause,
    });
  }
}
