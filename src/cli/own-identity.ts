import type { X509Certificate } from 'node:crypto';
import { privateKeyPem } from '../credentials/key-pair.ts';
import { loadCertificates, loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import type { ServerIdentity } from '../mock/http/listen.ts';

interface OwnIdentityFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Key and certificate of a server, and the names in the certificate. */
export interface OwnIdentity {
  readonly identity: ServerIdentity;
  readonly names: readonly string[];
}

/**
 * Loads a server certificate of the user, with its chain in any order.
 * @throws {CertifyError} ERR_KEY, ERR_CERTIFICATE when a file cannot be read, or the two do not belong together
 */
export function loadOwnIdentity(files: OwnIdentityFiles): OwnIdentity {
  const key = loadPrivateKey(files.privateKey);
  const certificates = loadCertificates(files.certificate);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate and the private key do not belong together', {
      where: files.certificate,
      expected: `a certificate for the key in ${files.privateKey}`,
      actual: `certificates for other keys: ${certificates.map(({ subject }) => subject.replaceAll('\n', ', ')).join('; ')}`,
      advice: 'Name the key that the certificate was issued for.',
    });
  }
  const names = namesOf(own);
  if (names.length === 0) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate names no host', {
      where: files.certificate,
      expected: 'DNS names or IP addresses in its subjectAltName (RFC 9525)',
      advice: 'Have it issued with a name: subjectAltName=DNS:mock.example',
    });
  }
  const chain = [own, ...certificates.filter((certificate) => certificate !== own)];
  return { identity: { key: privateKeyPem(key), certificate: chain.map(String).join('') }, names };
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)].map(([, name = '']) => name.toLowerCase());
}
