import { createPrivateKey, randomUUID } from 'node:crypto';
import { systemClock } from '../clock.ts';
import { loadConfiguration } from '../config/configuration.ts';
import { plan } from '../contract/plan.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { publicKeyOf, publicKeyPem } from '../credentials/key-pair.ts';
import { sandboxConnection } from '../target/sandbox.ts';
import type { Endpoint } from './load/connection.ts';
import type { Sender } from './load/signed-requests.ts';
import { startMockProcess } from './mock-process.ts';
import { cores } from './processes.ts';

/** The standalone mock on its core, and all that is needed to load it. */
export interface LoadedMock {
  readonly pid: number;
  readonly endpoint: Required<Endpoint>;
  readonly sender: Sender;
  /** PEM: of the key that the sender signs with. */
  readonly publicKey: string;
  readonly account: string;
  /** A body of payments/initiate with 1 KB, whose reference is `UNIQUE`. */
  readonly initiate: string;
  stop(): Promise<void>;
}

export async function startLoadedMock(): Promise<LoadedMock> {
  const mock = await startMockProcess(cores.server);
  const configuration = loadConfiguration({ file: mock.config, environment: {} });
  const connection = await sandboxConnection({ configuration, clock: systemClock });
  const environment = await openEnvironment(connection);
  const { party, specification } = environment;
  const { baseUrl, trust = '', credentials } = connection;
  if (credentials === undefined) throw new Error('the configuration names no credentials');
  const { certificate: cert, privateKey: key, signingKey, keyid, processingAccountId: account } = credentials;
  const variables = { ...party.variables, 'unique.order': 'UNIQUE', 'unique.payer': randomUUID() };
  const { body } = plan(specification.requests, 'payments/initiate', { variables });
  const token = await party.client.accessToken();
  await environment.close();
  return {
    pid: mock.pid,
    endpoint: { baseUrl, tls: { ca: trust, cert, key } },
    sender: { keyid, signingKey, token },
    publicKey: publicKeyPem(publicKeyOf(createPrivateKey(signingKey))),
    account,
    initiate: filledUp(body as object),
    stop: () => mock.stop(),
  };
}

/** With what its metadata lacks to make it 1 KB on the wire, where a UUID stands for `UNIQUE`. */
function filledUp(body: object): string {
  const wanted = 1024 - ('00000000-0000-4000-8000-000000000000'.length - 'UNIQUE'.length);
  const filled = (note: string): string => JSON.stringify({ ...body, metadata: { note } });
  return filled('x'.repeat(wanted - filled('').length));
}
