import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { CertifyError } from '../../errors.ts';
import { inUrl } from './own-names.ts';

/** What a server proves itself with, PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly certificate: string;
}

const advices: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Choose another port, or 0 for a free one.',
  EACCES: 'Choose a port above 1023.',
  EADDRNOTAVAIL: 'Choose an address of this machine.',
};

/**
 * Starts to listen.
 * @param name the host name for other machines
 * @returns the server's URL without a slash at its end
 * @throws {CertifyError} ERR_PORT
 */
export async function listen(server: FastifyInstance, host: string, port: number, name = host): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new CertifyError('ERR_PORT', `The mock cannot listen on ${host}:${port}`, {
      where: `${host}:${port}`,
      expected: 'an address of this machine and a free port',
      actual: code || message,
      advice: advices[code] ?? 'Choose another address or port.',
      cause,
    });
  }
  const { port: actual } = server.server.address() as AddressInfo;
  return `https://${inUrl(name)}:${actual}`;
}
