import { connect } from 'node:tls';
import { CertifyError } from '../errors.ts';
import type { Connection } from './connection.ts';

const timeoutMs = 10_000;

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
export async function probe(connection: Pick<Connection, 'baseUrl' | 'trust' | 'credentials'>): Promise<Handshake> {
  const { hostname, port } = new URL(connection.baseUrl);
  return new Promise<Handshake>((resolve, reject) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
      rejectUnauthorized: true,
      ...(/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname }),
      ...(connection.trust === undefined ? {} : { ca: connection.trust }),
      ...(connection.credentials && {
        cert: connection.credentials.certificate,
        key: connection.credentials.privateKey,
      }),
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    socket.once('secureConnect', () => {
      const handshake = { protocol: socket.getProtocol() ?? 'unknown', cipher: socket.getCipher().standardName };
      socket.destroy();
      resolve(handshake);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.destroy();
      reject(refusal(connection, error));
    });
  });
}

/** System errors of the way to the target; every other error is one of TLS. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: is the mock running, is the port right?',
  ENOTFOUND: 'The host name does not resolve: check its spelling and your DNS.',
  EAI_AGAIN: 'The host name could not be looked up: check your network.',
  EHOSTUNREACH: 'There is no route to the host: check your network or VPN.',
  ENETUNREACH: 'There is no route to the host: check your network or VPN.',
  ETIMEDOUT: 'A firewall may drop the connection: ask whether your address is allowed.',
};

function refusal(connection: Pick<Connection, 'baseUrl'>, error: NodeJS.ErrnoException): CertifyError {
  const advice = unreachable[error.code ?? 'ETIMEDOUT'];
  return advice === undefined
    ? new CertifyError('ERR_TLS', `TLS to ${connection.baseUrl} failed: ${error.message}`, {
        where: connection.baseUrl,
        expected: 'a server certificate of a trusted authority, and TLS 1.3',
        advice:
          'If the server’s authority is not one of the system’s, name its certificate as target.trust in the configuration.',
        cause: error,
      })
    : new CertifyError('ERR_TARGET', `${connection.baseUrl} cannot be reached: ${error.message}`, {
        where: connection.baseUrl,
        advice,
        cause: error,
      });
}
