import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/**
 * The client certificate, asked for by TLS and judged here (assumed): absent, revoked or outside its validity is a certificate
 * error, one that Nopan's authority did not issue to a known organization is not allowed.
 */
export const certificate: Guard = {
  name: 'certificate',
  concerns: ({ authentication }) => authentication !== 'none',
  handle: checking((call) => {
    const { certificate, caller, now } = call;
    if (certificate === undefined) throw new Refusal('certificate', { reason: 'No client certificate' });
    if (!certificate.trusted) {
      throw new Refusal('authorization', { reason: `Nopan's authority did not issue ${certificate.subject}` });
    }
    if (now < certificate.notBefore || now > certificate.notAfter) {
      throw new Refusal('certificate', { reason: 'The client certificate is not valid at this time' });
    }
    if (caller?.certificates.get(certificate.serialNumber)?.revoked === true) {
      throw new Refusal('certificate', { reason: 'The client certificate was revoked' });
    }
    if (caller === undefined) {
      throw new Refusal('authorization', { reason: `There is no organization ${certificate.organizationId}` });
    }
  }),
};
