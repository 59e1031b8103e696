import type { KeyObject } from 'node:crypto';
import { pemBlocks } from '../../credentials/blocks.ts';
import { readCertificateRequest } from '../../credentials/certificate-request.ts';
import { CertifyError } from '../../errors.ts';

/**
 * The key that a certificate request (RFC 2986) is for.
 * @param commonName the organization, which it must name (CERT)
 * @throws {CertifyError} ERR_CERTIFICATE
 */
export async function requestedKey(pem: string, commonName: string): Promise<KeyObject> {
  const block = pemBlocks(pem).find(({ label }) => label === 'CERTIFICATE REQUEST');
  if (block === undefined) {
    throw refused('The content holds no certificate request', 'PEM: "-----BEGIN CERTIFICATE REQUEST-----"');
  }
  const { publicKey, signatureValid, subject } = await readCertificateRequest(block.der, 'certificateRequest');
  if (signatureValid !== true) {
    throw refused('The certificate request is not signed with the key that it is for', 'a signature by its own key');
  }
  if (!subject.split(', ').includes(`CN=${commonName}`)) {
    throw refused('The certificate request names another organization', `CN=${commonName}`, subject);
  }
  return publicKey;
}

function refused(message: string, expected: string, actual?: string): CertifyError {
  return new CertifyError('ERR_CERTIFICATE', message, {
    where: 'certificateRequest',
    expected,
    ...(actual !== undefined && { actual }),
    advice: 'Make one with: nopan-certify keys csr',
  });
}
