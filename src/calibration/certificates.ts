import type { Protocol } from '../contract/protocol.ts';
import type { CertificateRejection } from '../conversation/certificate-rejection.ts';
import type { Change } from './calibrate.ts';
import type { Prober } from './prober.ts';
import type { Variant } from './variant.ts';

/** Settings for how client certificates are rejected. */
export type Transport = Pick<Protocol['transport'], 'missingCertificate' | 'untrustedCertificate'>;

/** How the target treated a client certificate; `unclear` when the response could have any cause. */
export type CertificateOutcome = CertificateRejection | 'accepted' | 'unclear';

export interface CertificateAttempts {
  readonly missing: CertificateOutcome;
  readonly untrusted: CertificateOutcome;
}

/** @returns undefined when the prober cannot connect with other certificates */
export async function tryCertificates(prober: Prober, variant: Variant): Promise<CertificateAttempts | undefined> {
  const { askWithCertificate } = prober;
  if (askWithCertificate === undefined) return undefined;
  const isAccepted = async (): Promise<boolean> => (await prober.askForToken(variant)).outcome.signature === 'accepted';
  const missing = await askWithCertificate(variant, 'without-client-certificate');
  const untrusted = await askWithCertificate(variant, 'foreign-client-certificate');
  // A target that has gone away rejects nothing: the call before must have been accepted.
  return (await isAccepted()) ? { missing, untrusted } : { missing: 'unclear', untrusted: 'unclear' };
}

/** Changes the settings to match the target. The documented response to an untrusted certificate matches every setting. */
export function changesToTransport({ missing, untrusted }: CertificateAttempts, present: Transport): Change[] {
  const { missingCertificate, untrustedCertificate } = present;
  const found = isRejection(missing) ? missing : missingCertificate;
  const fits = untrustedCertificate === 'as-missing' ? found : untrustedCertificate;
  const others = isRejection(untrusted) && untrusted !== 'http-error' && untrusted !== fits;
  return [
    ...changed('transport.missingCertificate', missingCertificate, found),
    ...(others ? changed('transport.untrustedCertificate', untrustedCertificate, untrusted) : []),
  ];
}

const changed = (id: string, from: string, to: string): Change[] => (from === to ? [] : [{ id, from, to }]);

const isRejection = (outcome: CertificateOutcome): outcome is CertificateRejection =>
  outcome !== 'accepted' && outcome !== 'unclear';
