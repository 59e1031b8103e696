import type { Server, ServerOptions } from 'node:https';
import fastify, { type FastifyHttpsOptions, type FastifyInstance } from 'fastify';
import { CertifyError } from '../../errors.ts';
import type { ServerIdentity } from './listen.ts';

type Options = Partial<
  Pick<FastifyHttpsOptions<Server>, 'exposeHeadRoutes' | 'frameworkErrors' | 'clientErrorHandler'>
>;

/** An HTTPS server that hangs up on its clients when it is closed. */
export function httpsServer(
  { key, certificate }: ServerIdentity,
  tls: ServerOptions,
  options: Options = {},
): FastifyInstance {
  return fastify({
    ...options,
    https: { key, cert: certificate, ...tls },
    forceCloseConnections: true,
    // The contract's validators judge contents; Fastify's own would take longer to load than all the rest of the mock to start.
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
  });
}

function noCompiler(): never {
  throw new CertifyError('ERR_HARNESS', 'A route of the mock asks Fastify to compile a schema', {
    advice: 'Judge the content by a schema of specs/schemas.',
  });
}
