import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { httpsServer } from '../http/https-server.ts';
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

/** The control API over HTTPS: it asks for no client certificate and no signature, but for its secret. */
export function createControl({ nopan, identity, secret }: ControlOptions): FastifyInstance {
  const server = httpsServer(identity, { minVersion: 'TLSv1.3' });
  const expected = digest(`Bearer ${secret}`);
  server.addHook('onRequest', (request, _reply, done) => {
    done(timingSafeEqual(digest(request.headers.authorization ?? ''), expected) ? undefined : unauthorized());
  });
  server.setErrorHandler<Error>((error, _request, reply) => {
    const { status, body } = controlError(error);
    if (status >= 500) nopan.log?.error({ err: error }, 'internal error of the control API');
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler(({ method, url }) => {
    throw new ControlError(404, `There is no ${method} ${url}`, {
      advice: 'Use a mock of the same version as the caller.',
    });
  });
  routes(server, nopan);
  return server;
}

function unauthorized(): ControlError {
  const advice = 'Send Authorization: Bearer <secret>.';
  return new ControlError(401, 'The control secret is missing or wrong', { advice });
}

/** Equal lengths for a comparison in constant time. */
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
