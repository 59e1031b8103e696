import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { CertifyError } from '../errors.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

export interface ListenerOptions {
  /** The server's private key and its certificate for the host, PEM. Absent: plain HTTP. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  readonly address: ListenAddress;
  /** Called with every request, with any method, path and header fields. */
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  /** Called for connections without a readable request. */
  readonly onUnreadable: (problem: string) => void;
}

interface Listener {
  readonly url: string;
  close(): Promise<void>;
}

/** High enough that Node.js does not reject what a target may send. */
const maxHeaderSize = 64 * 1024;
const requestTimeoutMs = 30_000;
/** Longer than senders keep an idle connection: one that is closed as they use it loses a webhook. */
const keepAliveMs = 75_000;

/**
 * Listens for anything that is sent.
 *
 * @throws {CertifyError} ERR_PORT
 */
export async function startListener({ tls, address, onRequest, onUnreadable }: ListenerOptions): Promise<Listener> {
  const options = {
    maxHeaderSize,
    requireHostHeader: false,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
  };
  const server =
    tls === undefined
      ? createHttpServer(options, onRequest)
      : createHttpsServer({ ...options, key: tls.key, cert: tls.certificate }, onRequest);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Without a listener Node.js would reject it silently.
  server.on('checkExpectation', onRequest);
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    onUnreadable('asked for a tunnel (CONNECT)');
    socket.destroy();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!brokenOff.includes(error.code ?? '')) onUnreadable(unreadableText(error));
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') onUnreadable(`failed in the TLS handshake (${error.code ?? error.message})`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cannotListen(address, cause));
    });
    server.listen({ host: address.host, port: address.port }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Errors of connections that end within a request, which is recorded elsewhere, or before one. */
const brokenOff = ['ECONNRESET', 'EPIPE', 'HPE_INVALID_EOF_STATE'];

/** The first byte of a TLS handshake record (RFC 8446 section 5.1): a client expects HTTPS on this port. */
const handshakeRecord = 0x16;

function unreadableText(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): string {
  if (error.rawPacket?.[0] === handshakeRecord) return 'spoke TLS, where plain HTTP is expected';
  return `was not a readable HTTP request (${error.code ?? error.message})`;
}

function cannotListen({ host, port }: ListenAddress, cause: NodeJS.ErrnoException): CertifyError {
  return new CertifyError('ERR_PORT', `The webhook receiver cannot listen on ${host}:${port}`, {
    where: `${host}:${port}`,
    expected: 'an address of this machine and a free port',
    actual: cause.code ?? String(cause),
    advice: 'Set another address as webhooks.listen, or end the process that listens there, such as another run.',
    cause,
  });
}
