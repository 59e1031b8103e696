import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { assertValidNow } from '../../credentials/client-certificate.ts';
import { oneLine } from '../../credentials/subject.ts';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Verdict } from '../check.ts';

/**
 * Who issued the client certificate: not itself, and the certificates that follow lead on from it. Whether Nopan is at the
 * end of that is for the target to say.
 *
 * @throws ERR_CERTIFICATE
 */
export function chainVerdict(
  [own, ...others]: readonly [X509Certificate, ...X509Certificate[]],
  where: string,
  clock: Clock,
): Verdict {
  if (issued(own, own)) {
    throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is signed by its own key', {
      where,
      expected: "a certificate of Nopan's authority",
      actual: `issued by ${oneLine(own.issuer)}`,
      advice: 'Send Nopan a certificate request (nopan-certify keys csr), and name the certificate that comes back.',
    });
  }
  const issuers = issuersOf(own, others);
  for (const issuer of issuers) assertValidNow(issuer, where, clock);
  const strangers = others.filter((certificate) => !issuers.includes(certificate));
  if (strangers.length === 0) return ok(`issued by ${names([own, ...issuers]).join(', and that by ')}`);
  return warning('The file holds certificates that did not issue the client certificate', {
    where,
    expected: `the client certificate, and behind it that of ${oneLine([own, ...issuers].at(-1)?.issuer ?? '')}`,
    actual: strangers.map(({ subject }) => oneLine(subject)).join('; '),
    advice: 'Leave them out: they are sent with every handshake, and a server may refuse them.',
  });
}

/** The issuer, its issuer, and so on, as far as they are among these. */
function issuersOf(certificate: X509Certificate, among: readonly X509Certificate[]): X509Certificate[] {
  const issuer = among.find((candidate) => issued(candidate, certificate));
  if (issuer === undefined) return [];
  return [
    issuer,
    ...issuersOf(
      issuer,
      among.filter((candidate) => candidate !== issuer),
    ),
  ];
}

const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);

/** A root is its own issuer, and named once. */
const names = (certificates: readonly X509Certificate[]): string[] => [
  ...new Set(certificates.map(({ issuer }) => oneLine(issuer))),
];
