import type { X509Certificate } from 'node:crypto';
import { attributeValues, nameText } from '../../credentials/subject.ts';
import { x509 } from '../../credentials/x509.ts';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Verdict } from '../check.ts';

/**
 * The subject names the country, the company and the organization (Nopan, CERT). Nopan demands all three of the request; an
 * authority may leave the first two out of the certificate, but the CN is who the client is.
 */
export async function subjectVerdict({ raw }: X509Certificate, organization: string, where: string): Promise<Verdict> {
  // Not X509Certificate.toLegacyObject(): asked for before node:tls is loaded, it leaves Node.js 20 unable to do TLS.
  const lib = await x509();
  const { subject } = lib.AsnConvert.parse(raw, lib.Certificate).tbsCertificate;
  const text = nameText(subject);
  const [name, ...others] = attributeValues(subject, 'CN');
  if (name !== organization || others.length > 0) {
    throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is not that of the organization', {
      where,
      expected: `CN=${organization}, the organization of the configuration`,
      actual: text,
      advice: 'Name the certificate that Nopan issued for this organization, or correct "organization".',
    });
  }
  const missing = (['C', 'O'] as const).filter((attribute) => attributeValues(subject, attribute).join('') === '');
  if (missing.length === 0) return ok(text);
  return warning(`The certificate's subject has no ${missing.join(' and no ')}`, {
    where,
    expected: 'C (country), O (company) and CN (organization id)',
    actual: text,
    advice: 'Ask for the next certificate with all three: nopan-certify keys csr asks for them.',
  });
}
