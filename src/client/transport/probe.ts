import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { CertifyError } from '../../errors.ts';
import { transportFailure } from './failure.ts';

const timeoutMs = 10_000;

export interface ProbedTarget {
  /** Scheme, host and port. */
  readonly baseUrl: string;
  /** The authority to trust, PEM; absent: the system's. */
  readonly trust?: string;
  /** The client certificate and its key, PEM. */
  readonly credentials?: { readonly certificate: string; readonly privateKey: string };
}

/** What a target and this program agreed on. */
export interface Handshake {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** By its name in the IANA registry. */
  readonly cipher: string;
}

/**
 * Opens one TLS connection to the target and closes it, so that an absent or distrusted target is told before the first scenario.
 * In TLS 1.3 this does not yet show that the client certificate was accepted.
 *
 * @throws ERR_TARGET when nothing answers, ERR_TLS when the handshake fails
 */
export async function probe({ baseUrl, trust, credentials }: ProbedTarget): Promise<Handshake> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise<Handshake>((resolve, reject) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
      rejectUnauthorized: true,
      // As the client does, so that a target without HTTP/1.1 is noticed.
      ALPNProtocols: ['http/1.1'],
      ...(/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname }),
      ...(trust !== undefined && { ca: trust }),
      ...(credentials && { cert: credentials.certificate, key: credentials.privateKey }),
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(late()));
    socket.once('secureConnect', () => {
      const handshake = { protocol: socket.getProtocol() ?? 'unknown', cipher: socket.getCipher().standardName };
      socket.destroy();
      resolve(handshake);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.destroy();
      reject(distrusted(transportFailure(error, baseUrl), trust));
    });
  });
}

/** Node.js's codes for a chain that ends at no trusted authority. */
const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

/** Names the trusted certificate where one is configured: it is the wrong one. */
function distrusted(failure: CertifyError, trust: string | undefined): CertifyError {
  const code = (failure.cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (trust === undefined || !untrusted.includes(code)) return failure;
  const { subject, ca } = new X509Certificate(trust);
  const name = `${subject.split('\n').at(-1) ?? ''}${ca ? '' : ' (not an authority)'}`;
  return new CertifyError(failure.code, failure.message, {
    ...(failure.where !== undefined && { where: failure.where }),
    expected: `a certificate issued by target.trust, ${name}`,
    ...(failure.actual !== undefined && { actual: failure.actual }),
    advice: `Set target.trust to the authority of this target: ${name} did not issue its certificate.`,
    cause: failure.cause,
  });
}

const late = (): Error => Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' });
