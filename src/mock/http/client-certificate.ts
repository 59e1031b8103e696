import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { fitFor } from '../../credentials/key-facts.ts';
import { oneLine } from '../../credentials/subject.ts';

/** A client certificate as TLS received it. */
export interface ClientCertificate {
  readonly subject: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** The subject's CN: the organization's id (CERT). */
  readonly organizationId: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Whether our authority issued it, for clients, and for a key that Nopan certifies (CERT). */
  readonly trusted: boolean;
}

/** id-kp-clientAuth (RFC 5280 section 4.2.1.12) */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

/** Reads the client certificates of connections, each once: a connection carries many requests. */
export function certificateReader(authorityPem: string): (socket: Socket) => ClientCertificate | undefined {
  const authority = new X509Certificate(authorityPem);
  const known = new WeakMap<Socket, ClientCertificate>();
  return (socket) => {
    const before = known.get(socket);
    if (before !== undefined) return before;
    const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    if (certificate === undefined) return undefined;
    const read = readCertificate(certificate, authority);
    known.set(socket, read);
    return read;
  };
}

/** The content of a certificate, and whether this authority issued it. */
export function readCertificate(certificate: X509Certificate, authority: X509Certificate): ClientCertificate {
  return {
    subject: oneLine(certificate.subject),
    serialNumber: certificate.serialNumber,
    organizationId: String(certificate.toLegacyObject().subject.CN),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    trusted:
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey) &&
      certificate.keyUsage.includes(clientAuthentication) &&
      fitFor(certificate.publicKey).includes('tls'),
  };
}
