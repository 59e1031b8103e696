import type { X509Certificate } from 'node:crypto';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { buildConnector, Client } from 'undici';
import type { Exchange } from '../../contract/types/exchange.ts';
import type { Peer } from '../../contract/types/result.ts';
import { certificateFingerprint } from '../../credentials/fingerprint.ts';
import { peerOf } from './peer.ts';

/** What is to be known of one TLS connection. */
export interface ConnectionFacts {
  readonly tls: NonNullable<Exchange['tls']>;
  /** TCP and TLS handshake together. */
  readonly connectMs: number;
  /** Whether a request has already been sent over it. */
  used: boolean;
  /** The first error of the socket: in TLS 1.3 a refusal comes after the handshake, and undici tells of the end that follows it. */
  error?: Error;
}

/** One HTTP/1.1 connection, made anew whenever it was closed. */
export interface Lane {
  readonly client: Client;
  /** The connection that serves the current request. */
  current: ConnectionFacts | undefined;
  /** Requests that were handed in and are not over. */
  pending: number;
}

/** TLS options of one kind of connection. */
export type TlsOptions = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'minVersion' | 'maxVersion'>;

/** Largest response content that is read, in bytes: far above any answer of a payments API. */
const maxResponseSize = 4 * 1024 * 1024;

/** Called with the peer of each new connection. */
export type PeerListener = (peer: Peer | undefined) => void;

function openLane(origin: string, options: TlsOptions, timeoutMs: number, onPeer: PeerListener): Lane {
  const connector = buildConnector({
    ...options,
    timeout: timeoutMs,
    // No session tickets: every connection shows a whole handshake, and its certificates.
    maxCachedSessions: 0,
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
    rejectUnauthorized: true,
  });
  const clientCertificate = options.cert === undefined ? undefined : certificateFingerprint(String(options.cert));
  const client = new Client(origin, {
    maxResponseSize,
    connect: (target: buildConnector.Options, callback: buildConnector.Callback) => {
      const startedAt = performance.now();
      connector(withoutServerName(target), (...outcome) => {
        const [error, socket] = outcome;
        if (error === null) {
          // Called once: Node.js 20 removes a certificate from the chain each time.
          const certificate = (socket as TLSSocket).getPeerX509Certificate();
          const connectMs = performance.now() - startedAt;
          lane.current = facts(socket as TLSSocket, { connectMs, certificate, clientCertificate });
          onPeer(certificate && peerOf(socket as TLSSocket, certificate));
        }
        callback(...outcome);
      });
    },
  });
  const lane: Lane = { client, current: undefined, pending: 0 };
  return lane;
}

/** Undici would take the Host field for the server's name in TLS: the origin alone names it. */
function withoutServerName({ hostname, host, protocol, port }: buildConnector.Options): buildConnector.Options {
  return { hostname, protocol, port, ...(host === undefined ? {} : { host }) };
}

interface Handshake {
  readonly connectMs: number;
  /** The chain that the server presented. */
  readonly certificate: X509Certificate | undefined;
  /** The fingerprint of the client certificate. */
  readonly clientCertificate: string | undefined;
}

function facts(socket: TLSSocket, { connectMs, certificate, clientCertificate }: Handshake): ConnectionFacts {
  const found: ConnectionFacts = {
    tls: {
      protocol: socket.getProtocol() ?? 'unknown',
      cipher: socket.getCipher().standardName,
      serverCertificate: (certificate?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
      ...(clientCertificate === undefined ? {} : { clientCertificate }),
    },
    connectMs,
    used: false,
  };
  socket.on('error', (error: Error) => {
    found.error ??= error;
  });
  return found;
}

/** A bounded number of kept-alive connections of one kind. Calls one after the other share one connection. */
export class Connections {
  readonly #open: () => Lane;
  readonly #limit: number;
  #lanes: Lane[] = [];

  constructor(origin: string, options: TlsOptions, limit: number, timeoutMs: number, onPeer: PeerListener) {
    this.#open = () => openLane(origin, options, timeoutMs, onPeer);
    this.#limit = limit;
  }

  /** An idle lane, or a new one, or the least busy one when there may be no more. */
  lane(): Lane {
    const idle = this.#lanes.find(({ pending }) => pending === 0);
    if (idle !== undefined) return idle;
    const [first, ...others] = this.#lanes;
    if (first !== undefined && this.#lanes.length >= this.#limit) {
      return others.reduce((least, lane) => (lane.pending < least.pending ? lane : least), first);
    }
    const lane = this.#open();
    this.#lanes.push(lane);
    return lane;
  }

  /**
   * A lane whose connection has served no request, in place of an idle one: a server may close a connection that was in use just as the
   * next request arrives (RFC 9112 section 9.5), and what becomes of that request is unknown.
   */
  unusedLane(): Lane {
    const idle = this.#lanes.find(({ pending }) => pending === 0);
    if (idle?.current?.used === true) void this.drop(idle);
    return this.lane();
  }

  /** Gives a lane up that no longer answers; what waits on it fails. */
  async drop(lane: Lane): Promise<void> {
    this.#lanes = this.#lanes.filter((other) => other !== lane);
    await lane.client.destroy();
  }

  async close(): Promise<void> {
    const lanes = this.#lanes;
    this.#lanes = [];
    await Promise.all(lanes.map(({ client }) => client.destroy()));
  }
}
