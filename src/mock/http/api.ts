import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { Call } from '../call.ts';
import type { Nopan } from '../nopan.ts';
import type { Operation } from '../operations/operation.ts';
import { pipelines } from '../pipeline.ts';
import { Refusal } from '../refusal.ts';
import { certificateReader, type ClientCertificate } from './client-certificate.ts';
import { httpsServer } from './https-server.ts';
import type { ServerIdentity } from './listen.ts';
import { requestMessage } from './request-message.ts';
import { refuse, sendAnswer } from './signed-reply.ts';
import { hangUp, headRefusal } from './unreadable.ts';

export interface ApiOptions {
  readonly nopan: Nopan;
  readonly identity: ServerIdentity;
}

const everyMethod: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Nopan's API over HTTPS: each operation behind its guards, and the error envelope, signed, on every other path. */
export function createApi({ nopan, identity }: ApiOptions): FastifyInstance {
  const server = createServer(nopan, identity);
  const certificateOf = certificateReader(nopan.authority.certificate);
  const serve = pipelines(nopan);
  for (const operation of nopan.behaviour.operations) {
    const { method, path: url } = operation;
    server.route({
      method,
      url,
      handler: async (request, reply) => {
        const call = callOf(request, operation, certificateOf(request.raw.socket), nopan);
        return sendAnswer(reply, await serve(call), call.clock, nopan);
      },
    });
    server.route({
      method: everyMethod.filter((other) => other !== method),
      url,
      handler: (_request, reply) => refuse(reply.header('Allow', method), new Refusal('methodNotAllowed'), nopan),
    });
  }
  return server;
}

/** An HTTPS server that asks for client certificates, keeps bodies raw, and has no answer that is not signed. */
function createServer(nopan: Nopan, identity: ServerIdentity): FastifyInstance {
  const { minimumTlsVersion, missingCertificate } = nopan.protocol.transport;
  const inHandshake = missingCertificate === 'handshake-failure';
  const tls: ServerOptions = {
    // Without an authority OpenSSL does not verify certificate signatures: a failed one breaks the connection at random, and the
    // `certificate` guard judges certificates.
    ca: inHandshake ? nopan.authority.certificate : [],
    minVersion: minimumTlsVersion,
    requestCert: true,
    // It would be Node that refuses, unsigned.
    requireHostHeader: false,
    rejectUnauthorized: inHandshake,
  };
  const server = httpsServer(identity, tls, {
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => {
      void refuse(reply, error, nopan);
    },
    clientErrorHandler: (error, socket) => {
      const response = answering.get(socket);
      const end = (): void => {
        hangUp(socket, error, nopan);
      };
      // Answers a complete request before reporting invalid data after it.
      if (response?.req.complete === true && !response.writableFinished) response.once('close', end);
      else end();
    },
  });
  const answering = new WeakMap<Socket, ServerResponse>();
  server.server.on('request', (request, response) => {
    answering.set(request.socket, response);
  });
  server.server.on('checkExpectation', (request, response) => {
    server.routing(request, response);
  });
  server.server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    // Node has let go of the socket: its errors would be nobody's.
    socket.on('error', () => socket.destroy());
    hangUp(socket, new Refusal('unknownRoute', { reason: 'This is no proxy' }), nopan);
  });
  server.addHook('onRequest', (request, _reply, done) => {
    done(headRefusal(request.raw, nopan));
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.setErrorHandler<Error>((error, _request, reply) => refuse(reply, error, nopan));
  server.setNotFoundHandler((_request, reply) => refuse(reply, new Refusal('unknownRoute'), nopan));
  return server;
}

function callOf(
  request: FastifyRequest,
  operation: Operation,
  certificate: ClientCertificate | undefined,
  { clock, randomness, organizations }: Nopan,
): Call {
  return new Call({
    operation,
    message: requestMessage(request.raw, request.body),
    headers: request.headers,
    parameters: request.params as Record<string, string>,
    certificate,
    organization: certificate && organizations.get(certificate.organizationId),
    clock,
    randomness,
  });
}
