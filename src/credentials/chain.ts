import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { assertIssuerValid, isValidAt } from './client-certificate.ts';
import { oneLine } from './subject.ts';

export type Certificates = readonly [X509Certificate, ...X509Certificate[]];

export const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);

export const isSame = (one: X509Certificate, other: X509Certificate): boolean => one.raw.equals(other.raw);

/** The chain of issuers among these certificates; prefers a valid certificate if an issuer has several. */
export function issuersOf(
  certificate: X509Certificate,
  among: readonly X509Certificate[],
  now: number,
): X509Certificate[] {
  const candidates = among.filter((candidate) => !isSame(candidate, certificate) && issued(candidate, certificate));
  const issuer = candidates.find((candidate) => isValidAt(candidate, now)) ?? candidates[0];
  if (issuer === undefined) return [];
  const others = among.filter((candidate) => !isSame(candidate, issuer));
  return [issuer, ...issuersOf(issuer, others, now)];
}

/** Moves the certificate of the key to the front, or the first one that is not a CA if there is no match or no key. */
export function ownFirst(certificates: Certificates, key: KeyObject | undefined): Certificates {
  const own =
    (key && certificates.find((certificate) => certificate.checkPrivateKey(key))) ?? certificates.find(({ ca }) => !ca);
  if (own === undefined || own === certificates[0]) return certificates;
  return [own, ...certificates.filter((certificate) => certificate !== own)];
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** @throws ERR_CERTIFICATE when the certificate of the key is not the first: TLS presents the first as the client's */
export function assertOwnFirst(certificates: Certificates, key: KeyObject, where: string): void {
  const place = certificates.findIndex((certificate) => certificate.checkPrivateKey(key));
  const own = certificates[place];
  if (own === undefined || place === 0) return;
  const ordinal = ordinals[place] ?? `number ${place + 1}`;
  throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is not the first in its file', {
    where,
    expected: `${oneLine(own.subject)}, followed by the certificates of its issuers`,
    actual: certificates.map(({ subject }) => oneLine(subject)).join('; '),
    advice: `The client certificate is the ${ordinal}; put it first.`,
  });
}

/** @throws ERR_CERTIFICATE when an issuer's certificate is not valid at this time */
export function assertIssuersValid(
  own: X509Certificate,
  others: readonly X509Certificate[],
  where: string,
  clock: Clock,
): void {
  for (const issuer of issuersOf(own, others, clock.now())) assertIssuerValid(issuer, where, clock);
}
