import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { assertIssuersValid, isSame, issued, issuersOf, type Certificates } from '../../credentials/chain.ts';
import { oneLine } from '../../credentials/subject.ts';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Verdict } from '../check.ts';

/**
 * Who issued the client certificate: not itself, and the certificates that follow lead on from it. Whether Nopan is at the
 * end of that is for the target to say.
 *
 * @throws ERR_CERTIFICATE
 */
export function chainVerdict([own, ...others]: Certificates, where: string, clock: Clock): Verdict {
  if (issued(own, own)) {
    throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is signed by its own key', {
      where,
      expected: "a certificate of Nopan's authority",
      actual: `issued by ${oneLine(own.issuer)}`,
      advice: 'Send Nopan a certificate request (nopan-certify keys csr), and name the certificate that comes back.',
    });
  }
  assertIssuersValid(own, others, where, clock);
  const issuers = issuersOf(own, others, clock.now());
  return faultOf(own, others, issuers, where) ?? ok(`issued by ${names([own, ...issuers]).join(', and that by ')}`);
}

/** A certificate that does not belong in the file, or is in the wrong place. */
function faultOf(
  own: X509Certificate,
  others: readonly X509Certificate[],
  issuers: readonly X509Certificate[],
  where: string,
): Verdict | undefined {
  const subjects = (certificates: readonly X509Certificate[]) =>
    certificates.map(({ subject }) => oneLine(subject)).join('; ');
  const all = [own, ...others];
  const repeated = all.filter((one, index) => all.findIndex((other) => isSame(one, other)) !== index);
  if (repeated.length > 0) {
    return warning('The file holds a certificate more than once', {
      where,
      expected: 'each certificate once',
      actual: subjects(repeated),
      advice: 'Remove the duplicate: all certificates are sent in every handshake, and a server may reject them.',
    });
  }
  const last = [own, ...issuers].at(-1) ?? own;
  const strangers = others.filter((certificate) => !issuers.some((issuer) => isSame(issuer, certificate)));
  if (strangers.length > 0) {
    const missing = oneLine(last.issuer);
    const gap = !issued(last, last) && strangers.some((stranger) => issued(stranger, stranger));
    return warning('The file holds certificates that did not issue the client certificate', {
      where,
      expected: `the client certificate, followed by the certificate of ${missing}`,
      actual: subjects(strangers),
      advice: gap
        ? `If one of these issued the client certificate, put the certificate of ${missing} after it; remove the others: they are sent in every handshake, and a server may reject them.`
        : 'Remove them: they are sent in every handshake, and a server may reject them.',
    });
  }
  if (issuers.every((issuer, index) => issuer === others[index])) return undefined;
  return warning('The certificates of the issuers are in the wrong order', {
    where,
    expected: subjects([own, ...issuers]),
    actual: subjects(all),
    advice: 'Put each one after the certificate that it issued.',
  });
}

/** A root is its own issuer, and named once. */
const names = (certificates: readonly X509Certificate[]): string[] => [
  ...new Set(certificates.map(({ issuer }) => oneLine(issuer))),
];
