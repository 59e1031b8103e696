import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type HTTPMethods } from 'fastify';
import { seconds, type Clock } from '../../clock.ts';
import type { Answer } from '../answer.ts';
import { Call } from '../call.ts';
import type { Guard } from '../guards/guard.ts';
import { callId } from '../identifiers.ts';
import type { Nopan } from '../nopan.ts';
import type { Operation } from '../operations/operation.ts';
import { pipelineOf, refused } from '../pipeline.ts';
import { Refusal } from '../refusal.ts';
import { certificateReader } from './client-certificate.ts';
import type { ServerIdentity } from './listen.ts';
import { requestMessage } from './request-message.ts';
import { signedAnswer } from './signed-answer.ts';
import { hangUp, unreadable } from './unreadable.ts';

export interface ApiOptions {
  readonly nopan: Nopan;
  readonly operations: readonly Operation[];
  readonly guards: readonly Guard[];
  readonly identity: ServerIdentity;
}

const everyMethod: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Nopan's API over HTTPS: each operation behind its guards, and the error envelope, signed, on every other path. */
export function createApi({ nopan, operations, guards, identity }: ApiOptions): FastifyInstance {
  const { transport } = nopan.protocol;
  const server = fastify({
    https: {
      key: identity.key,
      cert: identity.certificate,
      ca: nopan.authority.certificate,
      minVersion: transport.minimumTlsVersion,
      requestCert: true,
      rejectUnauthorized: transport.missingCertificate === 'handshake-failure',
    },
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => {
      void refuse(reply, error);
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
      const refusal = new Refusal('malformedPayload', { reason: error.message });
      hangUp(socket, signedAnswer(refusalAnswer(refusal), seconds(nopan.clock), nopan));
    },
  });

  const refusalAnswer = (thrown: unknown): Answer => refused(thrown, callId(nopan.randomness), nopan);
  const send = (reply: FastifyReply, answer: Answer, clock: Clock): FastifyReply => {
    const { status, fields, body } = signedAnswer(answer, seconds(clock), nopan);
    return reply
      .code(status)
      .headers(Object.fromEntries(fields))
      .send(body.length === 0 ? undefined : body);
  };
  const refuse = (reply: FastifyReply, thrown: Error): FastifyReply =>
    send(reply, refusalAnswer(unreadable(thrown)), nopan.clock);

  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.setErrorHandler<Error>((error, _request, reply) => refuse(reply, error));
  server.setNotFoundHandler((_request, reply) => refuse(reply, new Refusal('unknownRoute')));

  const certificateOf = certificateReader(nopan.authority.certificate);
  for (const operation of operations) {
    const serve = pipelineOf(operation, guards, nopan);
    server.route({
      method: operation.method,
      url: operation.path,
      handler: async (request, reply) => {
        const call = callOf(request, operation);
        return send(reply, await serve(call), call.clock);
      },
    });
    server.route({
      method: everyMethod.filter((method) => method !== operation.method),
      url: operation.path,
      handler: (_request, reply) => refuse(reply.header('Allow', operation.method), new Refusal('methodNotAllowed')),
    });
  }
  return server;

  function callOf(request: FastifyRequest, operation: Operation): Call {
    const certificate = certificateOf(request.raw.socket);
    return new Call({
      operation,
      message: requestMessage(request.raw, request.body),
      headers: request.headers,
      parameters: request.params as Record<string, string>,
      certificate,
      organization: certificate && nopan.organizations.get(certificate.organizationId),
      clock: nopan.clock,
      randomness: nopan.randomness,
    });
  }
}
