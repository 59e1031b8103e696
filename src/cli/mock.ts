import { once } from 'node:events';
import { resolve } from 'node:path';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Curve } from '../credentials/key-pair.ts';
import { Control } from '../conversation/control.ts';
import { organizationPath } from '../conversation/enrolment.ts';
import type { Storage } from '../mock/state/storage.ts';
import { CertifyError } from '../errors.ts';
import type { AcceptedHosts } from '../mock/http/own-names.ts';
import { seededRandomness, type Randomness } from '../randomness.ts';
import { startEmbedded, type EmbeddedTarget } from '../target/embedded.ts';
import { wantsColour } from './colours.ts';
import { credentialFiles } from './credential-files.ts';
import { logger } from './logger.ts';
import { greeting } from './mock-greeting.ts';
import { mockLog } from './mock-log.ts';
import { mockIdentity } from './mock-identity.ts';
import { loadOwnIdentity, type OwnIdentity } from './own-identity.ts';
import { writeNewFiles } from './new-files.ts';

export interface MockSettings {
  readonly out: string;
  readonly host: string;
  readonly port: number;
  readonly controlHost: string;
  readonly controlPort: number;
  readonly name?: readonly string[];
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly acceptHost?: AcceptedHosts;
  readonly state?: string;
  readonly seed?: string;
  readonly tlsOnly?: boolean;
  readonly rateLimit?: number;
  readonly webhookUrl?: readonly string[];
  readonly protocol?: ProtocolOverrides;
  readonly verbose?: boolean;
  /** Log each call as JSON. */
  readonly json?: boolean;
  /** Reject what the mock otherwise tolerates. */
  readonly strict?: boolean;
}

/** `nopan-certify mock`: serves the mock until it is interrupted. */
export async function mock(settings: MockSettings): Promise<void> {
  const {
    host,
    port,
    controlHost,
    controlPort,
    acceptHost,
    state,
    seed,
    verbose = false,
    json = false,
    strict = false,
  } = settings;
  const protocol = overridesOf(settings);
  const own = ownIdentityOf(settings);
  const storage = await openStorage(state);
  const target = await startEmbedded({
    ...{ host, port, controlHost, controlPort, storage, protocol },
    names: [...(settings.name ?? []), ...(own?.names ?? [])],
    log: logger(verbose),
    ...(!verbose && {
      watch: mockLog({ json, colour: wantsColour(process.stderr), write: (line) => process.stderr.write(line) }),
    }),
    strict,
    ...(acceptHost !== undefined && { acceptedHosts: acceptHost }),
    ...(own !== undefined && { ownIdentity: own.identity }),
    ...(seed !== undefined && { randomness: randomnessOf(seed, storage) }),
  });
  try {
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
    process.stdout.write(await prepared(target, settings));
    await interrupted;
  } finally {
    await target.close();
  }
}

/** @throws {CertifyError} ERR_USAGE when one of the two files is missing */
function ownIdentityOf({ certificate, privateKey }: MockSettings): OwnIdentity | undefined {
  if (certificate === undefined && privateKey === undefined) return undefined;
  if (certificate !== undefined && privateKey !== undefined) return loadOwnIdentity({ certificate, privateKey });
  throw new CertifyError('ERR_USAGE', 'A certificate of your own needs its private key', {
    where: certificate === undefined ? '--certificate' : '--private-key',
    expected: '--certificate <file> together with --private-key <file>',
    advice: 'Name both files, or neither.',
  });
}

/** Settings of the protocol that have an option of their own. */
function overridesOf({ protocol, tlsOnly = false, rateLimit, strict = false }: MockSettings): ProtocolOverrides {
  return {
    ...(tlsOnly && { 'transport.missingCertificate': 'handshake-failure' }),
    ...(rateLimit !== undefined && { 'rateLimit.requests': rateLimit }),
    ...(strict && { 'signature.unknownParameters': 'rejected' }),
    ...protocol,
  };
}

/** LMDB is loaded for this command only. */
async function openStorage(state: string | undefined): Promise<Storage> {
  const { fileStorage, temporaryStorage } = await import('../mock/state/lmdb-storage.ts');
  return state === undefined ? temporaryStorage() : fileStorage(resolve(state));
}

/** Each start on the same state goes on with ids of its own. */
function randomnessOf(seed: string, storage: Storage): Randomness {
  const starts = storage.collection<number>('starts');
  const start = starts.get('count') ?? 0;
  starts.put('count', start + 1);
  return seededRandomness(`${seed}/${start}`);
}

/** Writes the credentials, and says how to use them. */
async function prepared({ connection, names }: EmbeddedTarget, settings: MockSettings): Promise<string> {
  const folder = resolve(settings.out);
  const { baseUrl, trust } = connection;
  const control = new Control({ ...connection.control, trust });
  try {
    const [curve] = (connection.protocol?.['signature.keyCurves'] ?? []) as Curve[];
    const { credentials, webhookSecret = '' } = await mockIdentity(control, trust, folder, curve);
    const { organizationId, signingKey } = credentials;
    if (settings.webhookUrl !== undefined) {
      const endpoints = settings.webhookUrl.map((url) => ({ url }));
      await control.call('PUT', `${organizationPath(organizationId)}/webhooks`, { endpoints });
    }
    const files = credentialFiles({ baseUrl, credentials, webhookSecret, control: connection.control });
    writeNewFiles(files, { folder, force: true });
    const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir), overridesOf(settings));
    return greeting({
      ...{ baseUrl, folder, organizationId, protocol },
      controlUrl: connection.control.url,
      keyid: signingKey.keyid,
      ...(settings.state !== undefined && { state: resolve(settings.state) }),
      names,
      exposed: [settings.host, settings.controlHost].some((host) => !loopback.test(host)),
    });
  } finally {
    await control.close();
  }
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;
