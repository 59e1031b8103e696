import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Peer } from '../../contract/types/result.ts';

/** Longest certificate name to keep, in characters: an issuer can write anything. */
const longestName = 300;

/** The peer of a connection after its handshake. */
export function peerOf(socket: TLSSocket, certificate: X509Certificate): Peer {
  const root = rootOf(certificate);
  return {
    address: socket.remoteAddress ?? 'unknown',
    port: socket.remotePort ?? 0,
    protocol: socket.getProtocol() ?? 'unknown',
    certificate: {
      sha256: fingerprint(certificate),
      subject: name(certificate.subject),
      issuer: name(certificate.issuer),
      validFrom: time(certificate.validFrom),
      validTo: time(certificate.validTo),
    },
    ...(root === undefined ? {} : { root: fingerprint(root) }),
  };
}

/** Reports each combination of address, certificate and TLS version once. */
export function newPeers(tell: (peer: Peer) => void): (peer: Peer | undefined) => void {
  const met = new Set<string>();
  return (peer) => {
    if (peer === undefined) return;
    const key = peerKey(peer);
    if (met.has(key)) return;
    met.add(key);
    tell(peer);
  };
}

const peerKey = ({ address, port, protocol, certificate }: Peer): string =>
  [address, port, protocol, certificate.sha256].join(' ');

/** The chain's root: OpenSSL completes the chain from the trusted CAs. */
function rootOf(leaf: X509Certificate): X509Certificate | undefined {
  let top = leaf;
  for (let depth = 0; depth < 16; depth++) {
    if (top.subject === top.issuer) return top;
    const above: X509Certificate | undefined = top.issuerCertificate;
    if (above === undefined || above.fingerprint256 === top.fingerprint256) return undefined;
    top = above;
  }
  return undefined;
}

const fingerprint = ({ fingerprint256 }: X509Certificate): string => fingerprint256.replaceAll(':', '').toLowerCase();

const name = (text: string | undefined): string => (text ?? '').replaceAll('\n', ', ').slice(0, longestName);

/** Node.js writes these as OpenSSL prints them: `Nov 28 12:00:00 2026 GMT`. */
const time = (text: string): string => new Date(Date.parse(text) || 0).toISOString();
