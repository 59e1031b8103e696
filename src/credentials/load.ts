import { X509Certificate, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { assertForClients, assertKeyFits, assertValidNow } from './client-certificate.ts';
import { readPem, type PemContent } from './pem.ts';
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
  const [pem] = readPem(path, privateKeyContent);
  if (isEncrypted(pem) && passphrase === undefined) {
    throw new CertifyError('ERR_KEY', 'The private key is encrypted and there is no passphrase', {
      where: path,
      expected: 'its passphrase',
      advice: passphraseAdvice,
    });
  }
  return privateKeyOf(pem, path, passphrase);
}

/** A private key, and its certificate with those that follow it, as PEM. */
export interface ClientIdentity {
  readonly privateKey: KeyObject;
  readonly certificate: string;
}

function checkedIdentity(
  identity: ClientIdentity,
  files: { readonly privateKey: string; readonly certificate: string },
  clock: Clock,
): ClientIdentity {
  const certificate = parse(identity.certificate, files.certificate);
  assertKeyFits(identity.privateKey, certificate, files);
  assertForClients(certificate, files.certificate);
  assertValidNow(certificate, files.certificate, clock);
  return identity;
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
    const chain = readPem(certificate, certificateContent).join('');
    return checkedIdentity({ privateKey: key, certificate: chain }, { privateKey, certificate }, clock);
  }
  const { readPkcs12 } = await import('./pkcs12.ts');
  return checkedIdentity(await readPkcs12(pkcs12, passphrase), { privateKey: pkcs12, certificate: pkcs12 }, clock);
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
export function loadCertificates(path: string): [X509Certificate, ...X509Certificate[]] {
  const [first, ...others] = readPem(path, certificateContent);
  return [parse(first, path), ...others.map((pem) => parse(pem, path))];
}

function parse(pem: string, path: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate is damaged', {
      where: path,
      expected: 'an X.509 certificate as openssl writes it',
      advice: `See what openssl says of it: openssl x509 -in ${path} -noout -text`,
      cause,
    });
  }
}
