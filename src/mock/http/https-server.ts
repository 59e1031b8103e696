import type { Server, ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import fastify, { type FastifyHttpsOptions, type FastifyInstance } from 'fastify';
import { CertifyError } from '../../errors.ts';
import type { ServerIdentity } from './listen.ts';

type Options = Partial<
  Pick<FastifyHttpsOptions<Server>, 'exposeHeadRoutes' | 'frameworkErrors' | 'clientErrorHandler'>
>;

/** How long a client may take for its handshake, and for sending a whole request. */
const handshakeTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;

/** An HTTPS server that does not wait forever for its clients, and hangs up on them when it is closed. */
export function httpsServer(
  { key, certificate }: ServerIdentity,
  tls: ServerOptions,
  options: Options = {},
): FastifyInstance {
  const server = fastify({
    ...options,
    https: { key, cert: certificate, handshakeTimeout: handshakeTimeoutMs, ...tls },
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    // The contract's validators judge contents; Fastify's own would take longer to load than all the rest of the mock to start.
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
  });
  hangUpOnClose(server);
  return server;
}

/** Node closes the connections that it speaks HTTP on; those still before or in their handshake are left to us. */
function hangUpOnClose(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', (done) => {
    for (const socket of sockets) socket.destroy();
    done();
  });
}

function noCompiler(): never {
  throw new CertifyError('ERR_HARNESS', 'A route of the mock asks Fastify to compile a schema', {
    advice: 'Judge the content by a schema of specs/schemas.',
  });
}
