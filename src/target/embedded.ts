import type { Logger } from 'pino';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { startMock } from '../mock/server.ts';
import type { Target } from './connection.ts';

export interface EmbeddedOptions {
  readonly host?: string;
  readonly port?: number;
  readonly log?: Logger;
}

/** Starts the embedded mock on a port that the system chooses, unless one is named. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Target> {
  const schemas = loadSchemas(schemasDir);
  const { protocol } = loadProtocol(protocolFile, schemas);
  const mock = await startMock({ protocol, schemas, ...options });
  return {
    connection: {
      kind: 'mock',
      name: 'embedded mock of Nopan (unofficial)',
      baseUrl: mock.baseUrl,
      trust: mock.trust,
      abilities: ['control', 'clock', 'webhooks', 'mocking'],
      control: { url: mock.controlUrl, secret: mock.controlSecret },
    },
    close: () => mock.close(),
  };
}
