import { X509Certificate } from 'node:crypto';

/** The SHA-256 fingerprint of a certificate (its DER), as 64 lower-case hex digits; of the first certificate in a chain. */
export function certificateFingerprint(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
}
