import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { httpsServer } from '../http/https-server.ts';
import { hasHungUp, noteHungUp } from '../http/hung-up.ts';
import type { ServerIdentity } from '../http/listen.ts';
import type { Nopan } from '../nopan.ts';
import { controlError, ControlError } from './error.ts';
import { routes } from './routes.ts';

export interface ControlOptions {
  readonly nopan: Nopan;
  readonly identity: ServerIdentity;
  /** What callers prove themselves with: `Authorization: Bearer <secret>`. */
  readonly secret: string;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The control API over HTTPS: it asks for no client certificate and no signature, but for its secret. */
export function createControl({ nopan, identity, secret }: ControlOptions): FastifyInstance {
  const server = httpsServer(identity, { minVersion: 'TLSv1.3' }, { exposeHeadRoutes: false });
  const expected = digest(`Bearer ${secret}`);
  server.addHook('onRequest', (request, _reply, done) => {
    done(timingSafeEqual(digest(request.headers.authorization ?? ''), expected) ? undefined : unauthorized());
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text: string, done) => {
    try {
      done(null, JSON.parse(text || 'null'));
    } catch (cause) {
      done(noJson(cause as Error));
    }
  });
  server.setErrorHandler<Error>((error, request, reply) => {
    if (hasHungUp(request.raw)) {
      noteHungUp(request.raw.socket, nopan.log);
      return reply.hijack();
    }
    const { status, body } = controlError(error);
    if (status >= 500) nopan.log?.error({ err: error }, 'internal error of the control API');
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler(({ method, url }) => {
    throw new ControlError(404, `There is no ${method} ${url}`, { advice: 'See what there is with GET /.' });
  });
  serveRoutes(server, nopan);
  return server;
}

function serveRoutes(server: FastifyInstance, nopan: Nopan): void {
  for (const { method, path, status = 200, handle } of routes) {
    server.route({
      method,
      url: path,
      async handler({ params, query, body }, reply) {
        const parameters = params as Record<string, string>;
        const answer = await handle({ nopan, parameters, query: query as Record<string, unknown>, body });
        return reply.code(status).send(answer);
      },
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const known = routes.filter((route) => route.path === path).map(({ method }) => method);
    server.route({
      method: methods.filter((method) => !known.includes(method)),
      url: path,
      handler({ method }, reply) {
        void reply.header('Allow', known.join(', '));
        throw new ControlError(405, `${path} is not called by ${method}`, {
          expected: known.join(' or '),
          advice: 'See what there is with GET /.',
        });
      },
    });
  }
}

function unauthorized(): ControlError {
  return new ControlError(401, 'The control secret is missing or wrong', {
    expected: 'Authorization: Bearer <secret>',
    advice: 'Take the secret from control.json, which the mock writes beside its credentials.',
  });
}

function noJson(cause: Error): ControlError {
  return new ControlError(400, 'The content is no JSON', {
    expected: 'a JSON object (RFC 8259)',
    actual: cause.message,
    advice: 'Correct the content.',
    cause,
  });
}

/** Equal lengths for a comparison in constant time. */
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
