import type { X509Certificate } from 'node:crypto';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Verdict } from '../check.ts';

/**
 * The subject names the country, the company and the organization (Nopan, CERT). Nopan demands all three of the request; an
 * authority may leave the first two out of the certificate, but the CN is who the client is.
 */
export function subjectVerdict(certificate: X509Certificate, organization: string, where: string): Verdict {
  const subject = certificate.toLegacyObject().subject as Partial<Record<string, string | string[]>> | undefined;
  const values = (attribute: string): string[] => [subject?.[attribute] ?? []].flat();
  const text = certificate.subject.split('\n').join(', ');
  const names = values('CN');
  if (names.length !== 1 || names[0] !== organization) {
    throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is not that of the organization', {
      where,
      expected: `CN=${organization}, the organization of the configuration`,
      actual: text,
      advice: 'Name the certificate that Nopan issued for this organization, or correct "organization".',
    });
  }
  const missing = ['C', 'O'].filter((attribute) => values(attribute).join('') === '');
  if (missing.length === 0) return ok(text);
  return warning(`The certificate's subject has no ${missing.join(' and no ')}`, {
    where,
    expected: 'C (country), O (company) and CN (organization id)',
    actual: text,
    advice: 'Ask for the next certificate with all three: nopan-certify keys csr asks for them.',
  });
}
