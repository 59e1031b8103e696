import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { rotationDays } from './nopan.ts';
import { withFile } from './other-formats.ts';
import { oneLine } from './subject.ts';

/** @throws ERR_KEY when the key is another than the certificate's */
export function assertKeyFits(
  privateKey: KeyObject,
  certificate: X509Certificate,
  files: { readonly privateKey: string; readonly certificate: string },
): void {
  if (certificate.checkPrivateKey(privateKey)) return;
  throw new CertifyError('ERR_KEY', 'The private key does not fit the certificate', {
    where: files.privateKey,
    expected: `the key of ${files.certificate} (${oneLine(certificate.subject)})`,
    actual: 'another key',
    advice: `These two must print the same: ${withFile('openssl pkey -in FILE -pubout', files.privateKey)}; ${withFile('openssl x509 -in FILE -noout -pubkey', files.certificate)}`,
  });
}

/** id-kp-clientAuth (RFC 5280 section 4.2.1.12); a certificate without the extension may be used for anything. */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

/** @throws ERR_CERTIFICATE when the certificate may not identify a TLS client */
export function assertForClients(certificate: X509Certificate, path: string): void {
  // Absent without the extension, unlike its declared type.
  const usages = certificate.keyUsage as string[] | undefined;
  if (usages === undefined || usages.includes(clientAuthentication)) return;
  throw new CertifyError('ERR_CERTIFICATE', 'The certificate is not one for TLS clients', {
    where: path,
    expected: `extended key usage clientAuth (${clientAuthentication})`,
    actual: usages.join(', '),
    advice: 'Name the client certificate that Nopan issued to you.',
  });
}

/** @throws ERR_CERTIFICATE when the certificate is not valid at this time */
export function assertValidNow(certificate: X509Certificate, path: string, clock: Clock): void {
  const now = clock.now();
  if (isValidAt(certificate, now)) return;
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const expired = now > to;
  throw new CertifyError(
    'ERR_CERTIFICATE',
    expired ? 'The certificate has expired' : 'The certificate is not valid yet',
    {
      where: path,
      expected: `a certificate that is valid at ${iso(now)}`,
      actual: expired ? `valid until ${iso(to)}` : `valid from ${iso(from)}`,
      advice: expired
        ? `Ask Nopan for a new certificate; its pages advise to do so ${rotationDays} days before the end.`
        : 'Check the clock of this machine; if it is right, wait or ask Nopan for another certificate.',
    },
  );
}

export const isValidAt = ({ validFrom, validTo }: X509Certificate, now: number): boolean =>
  Date.parse(validFrom) <= now && now <= Date.parse(validTo);

/** @throws ERR_CERTIFICATE when an issuer's certificate in the chain is not valid at this time */
export function assertIssuerValid(issuer: X509Certificate, path: string, clock: Clock): void {
  const now = clock.now();
  if (isValidAt(issuer, now)) return;
  const [from, to] = [Date.parse(issuer.validFrom), Date.parse(issuer.validTo)];
  const expired = now > to;
  throw new CertifyError('ERR_CERTIFICATE', `An issuer's certificate ${expired ? 'has expired' : 'is not valid yet'}`, {
    where: path,
    expected: `a certificate of ${oneLine(issuer.subject)} that is valid at ${iso(now)}`,
    actual: expired ? `valid until ${iso(to)}` : `valid from ${iso(from)}`,
    advice: expired
      ? 'Replace it with the current one, from the authority that issued the client certificate.'
      : 'Check the clock of this machine; if it is right, ask for the certificate that is valid today.',
  });
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
