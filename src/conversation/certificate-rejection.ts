import type { Exchanged } from '../client/exchanged.ts';
import { confirmedCut } from '../client/retries/transient.ts';
import { silenceOf } from '../client/transport/silence.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import type { Turn } from './turn.ts';

/** How a client certificate is rejected: by the API, by TLS, or by a gateway before the API. */
export type CertificateRejection = Protocol['transport']['missingCertificate'];

/** Faults of a client certificate that TLS can detect. */
export type CertificateFault = 'missing' | 'untrusted';

const faultsOfConnections: Readonly<Record<string, CertificateFault>> = {
  'without-certificate': 'missing',
  'foreign-certificate': 'untrusted',
  'self-signed-certificate': 'untrusted',
};

/** @returns undefined when the certificate is from Nopan's authority, or was not mutated */
export function certificateFault({ operator, arguments: given, credential }: Tampering): CertificateFault | undefined {
  if (operator === 'connect') return faultsOfConnections[given?.connection ?? 'without-certificate'];
  return credential === 'expired-certificate' ? 'untrusted' : undefined;
}

/** The setting for how a target rejects such a certificate, and its value. */
export function settingFor(
  fault: CertificateFault,
  { missingCertificate, untrustedCertificate }: Protocol['transport'],
): { readonly id: string; readonly value: CertificateRejection } {
  if (fault === 'missing' || untrustedCertificate === 'as-missing')
    return { id: 'transport.missingCertificate', value: missingCertificate };
  return { id: 'transport.untrustedCertificate', value: untrustedCertificate };
}

/** Statuses with which gateways reject a client certificate; nginx uses the last two. */
const statusesOfGateways = [400, 401, 403, 495, 496];

/**
 * How a call was rejected that differed only in its client certificate; undefined when it was not, or it is unclear: one broken
 * connection, or no response, proves nothing.
 */
export function rejectionOf({
  exchanged: { response, failure, attempts = 1 },
}: Turn): CertificateRejection | undefined {
  if (response !== undefined) {
    const isUnsigned = failure?.code === 'ERR_TARGET' || failure?.code === 'ERR_SIGNATURE_MISSING';
    if (!isUnsigned) return failure === undefined && response.status >= 400 ? 'http-error' : undefined;
    return failure.code === 'ERR_TARGET' && statusesOfGateways.includes(response.status) ? 'unsigned-error' : undefined;
  }
  const isClosed = failure !== undefined && silenceOf(failure) === 'cut' && attempts >= confirmedCut.attempts;
  return isClosed || isAlerted({ ...(failure && { failure }) }) ? 'handshake-failure' : undefined;
}

/** Whether the server sent the TLS alert; a server certificate that we reject proves nothing. */
function isAlerted({ failure }: Pick<Exchanged, 'failure'>): boolean {
  if (failure?.code !== 'ERR_TLS') return false;
  const { code = '', message = '' } = (failure.cause ?? {}) as { code?: string; message?: string };
  return /_ALERT_/.test(code) || /\balert number \d/.test(message);
}
