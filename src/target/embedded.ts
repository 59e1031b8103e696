import type { Logger } from 'pino';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { ServerIdentity } from '../mock/http/listen.ts';
import type { AcceptedHosts } from '../mock/http/own-names.ts';
import type { Watcher } from '../mock/served-call.ts';
import { startMock } from '../mock/server.ts';
import type { Storage } from '../mock/state/storage.ts';
import type { Randomness } from '../randomness.ts';
import { abilities, asSet, type Connection, type Target } from './connection.ts';

export interface EmbeddedOptions {
  readonly host?: string;
  readonly port?: number;
  readonly controlHost?: string;
  readonly controlPort?: number;
  readonly names?: readonly string[];
  readonly acceptedHosts?: AcceptedHosts;
  readonly ownIdentity?: ServerIdentity;
  readonly log?: Logger;
  readonly watch?: Watcher;
  readonly strict?: boolean;
  readonly randomness?: Randomness;
  /** Default: in memory. */
  readonly storage?: Storage;
  /** Settings in which the mock differs from specs/protocol.yaml. */
  readonly protocol?: ProtocolOverrides;
  /** Ids of specs/defects.yaml, in which the mock is broken on purpose. Default: none. */
  readonly defects?: readonly string[];
}

/** The embedded mock always says how it can be trusted and controlled. */
export interface EmbeddedTarget extends Target {
  readonly connection: Connection & { readonly trust: string; readonly control: NonNullable<Connection['control']> };
  /** The names in the mock's certificate. */
  readonly names: readonly string[];
}

const soundName = 'embedded mock of Nopan (unofficial)';

/**
 * Starts the embedded mock on a port that the system chooses, unless one is named.
 *
 * @throws ERR_USAGE when there is no such defect, ERR_PORT when the port is taken
 */
export async function startEmbedded({
  protocol: overrides,
  defects = [],
  ...options
}: EmbeddedOptions = {}): Promise<EmbeddedTarget> {
  const schemas = loadSchemas(schemasDir);
  const { protocol } = loadProtocol(protocolFile, schemas, overrides);
  const mock = await startMock({ protocol, schemas, defects, ...options });
  return {
    connection: {
      kind: 'mock',
      name: defects.length === 0 ? soundName : `${soundName}, broken on purpose: ${defects.join(', ')}`,
      baseUrl: mock.baseUrl,
      trust: mock.trust,
      abilities: asSet(abilities, overrides),
      control: { url: mock.controlUrl, secret: mock.controlSecret },
      ...(overrides !== undefined && { protocol: overrides }),
      ...(defects.length > 0 && { defects }),
    },
    names: mock.names,
    close: () => mock.close(),
  };
}
