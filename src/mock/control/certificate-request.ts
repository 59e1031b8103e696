import type { KeyObject } from 'node:crypto';
import { pemBlocks } from '../../credentials/blocks.ts';
import { readCertificateRequest, type CertificateRequest } from '../../credentials/certificate-request.ts';
import { fitFor } from '../../credentials/key-facts.ts';
import type { Subject } from '../../credentials/subject.ts';
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
  const request = await readCertificateRequest(block.der, 'certificateRequest');
  if (request.signatureValid === undefined) {
    throw refused(
      'The certificate request is signed with an algorithm that is not accepted',
      'SHA-256, SHA-384 or SHA-512',
    );
  }
  if (!request.signatureValid) {
    throw refused('The certificate request is not signed with the key that it is for', 'a signature by its own key');
  }
  if (!says(request, 'CN', (name) => name === commonName)) {
    throw refused('The certificate request names another organization', `CN=${commonName}`, request.subject);
  }
  for (const { attribute, noun, expected, fits } of demanded) {
    if (!says(request, attribute, fits)) {
      throw refused(`The certificate request names no ${noun}`, expected, request.subject);
    }
  }
  return request.publicKey;
}

/** Required attributes of a subject besides the organization's id (CERT). */
const demanded = [
  {
    attribute: 'C',
    noun: 'country',
    expected: 'C, two capital letters such as NL (ISO 3166-1 alpha-2)',
    fits: (text: string) => /^[A-Z]{2}$/.test(text),
  },
  { attribute: 'O', noun: 'company', expected: 'O, the company name', fits: (text: string) => text.trim() !== '' },
] as const;

/** Whether a subject has exactly one valid value of an attribute. */
function says({ said }: CertificateRequest, attribute: keyof Subject, fits: (text: string) => boolean): boolean {
  const [value, ...more] = said(attribute);
  return value !== undefined && more.length === 0 && fits(value);
}

/**
 * Asserts that Nopan's authority would certify a key for TLS (CERT).
 * @throws {CertifyError} ERR_KEY
 */
export function assertCertifiable(publicKey: KeyObject): void {
  if (fitFor(publicKey).includes('tls')) return;
  const { asymmetricKeyType = '', asymmetricKeyDetails: { namedCurve, modulusLength } = {} } = publicKey;
  const size = modulusLength === undefined ? [] : [`${modulusLength} bits`];
  const actual = [asymmetricKeyType.toUpperCase(), ...(namedCurve === undefined ? size : [namedCurve])].join(' ');
  throw new CertifyError('ERR_KEY', `No client certificate is issued for a key of ${actual}`, {
    where: 'publicKey',
    expected: 'RSA of 2048, 3072 or 4096 bits, or ECDSA on P-256, P-384 or P-521 (Nopan page CERT)',
    actual,
    advice: 'Make another key pair.',
  });
}

function refused(message: string, expected: string, actual?: string): CertifyError {
  return new CertifyError('ERR_CERTIFICATE', message, {
    where: 'certificateRequest',
    expected,
    ...(actual !== undefined && { actual }),
    advice: 'Make one with: nopan-certify keys csr',
  });
}
