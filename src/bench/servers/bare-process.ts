import { systemClock } from '../../clock.ts';
import { createAuthority } from '../../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import type { LoadedMock } from '../loaded-mock.ts';
import { cores, startAsked } from '../processes.ts';
import type { BareOptions } from './bare-server.ts';
import type { LoadedServer } from './loaded-server.ts';

/** Starts the floor for a mock: it trusts the same client certificates. */
export async function startBare(
  { endpoint, publicKey }: LoadedMock,
  answers: BareOptions['answers'],
  { cryptography }: { readonly cryptography: boolean },
): Promise<LoadedServer> {
  const authority = await createAuthority({ name: 'bare server', clock: systemClock });
  const keys = generateKeyPair('P-256');
  const cert = await authority.issue({
    publicKey: keys.publicKey,
    names: ['127.0.0.1'],
    subject: { C: 'NL', O: 'nopan-certify', CN: 'bare server' },
    usage: 'server',
  });
  const key = privateKeyPem(keys.privateKey);
  const options: BareOptions = {
    tls: { key, cert, ca: endpoint.tls.ca },
    answers,
    ...(cryptography && { cryptography: { publicKey, privateKey: key } }),
  };
  const server = startAsked('servers/bare-server.js', cores.server);
  const baseUrl = (await server.ask(options)) as string;
  return {
    pid: server.pid,
    endpoint: { baseUrl, tls: { ...endpoint.tls, ca: authority.certificate } },
    stop: () => server.stop(),
  };
}
