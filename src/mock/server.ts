import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { Schemas } from '../contract/schemas.ts';
import { createAuthority, type Authority } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import { systemRandomness, type Randomness } from '../randomness.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { responseProfile } from '../signing/profile.ts';
import { requestProfiles } from '../signing/request-signature.ts';
import { AccessTokens } from './access-tokens.ts';
import { performTask } from './agenda-tasks.ts';
import { soundBehaviour } from './behaviour.ts';
import { createControl } from './control/server.ts';
import { activateDefects } from './defects/activate.ts';
import { createApi } from './http/api.ts';
import { listen, type ServerIdentity } from './http/listen.ts';
import { bareHost, ownNames, publicName, type AcceptedHosts } from './http/own-names.ts';
import type { Nopan } from './nopan.ts';
import { createCourier, type Courier } from './notifications/courier.ts';
import { Dispatcher } from './notifications/dispatcher.ts';
import { operations } from './operations/table.ts';
import { KeptKeys } from './state/kept-keys.ts';
import { MemoryStorage } from './state/memory-storage.ts';
import { Organizations } from './state/organizations.ts';
import type { Watcher } from './served-call.ts';
import type { Storage } from './state/storage.ts';

export interface MockOptions {
  readonly protocol: Protocol;
  readonly schemas: Schemas;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly log?: Logger;
  /** Is called with each response. Default: nobody. */
  readonly watch?: Watcher;
  /** Whether to reject what is otherwise tolerated. Default: no. */
  readonly strict?: boolean;
  /** Where payments, keys and clocks are kept; closed with the mock. Default: in memory. */
  readonly storage?: Storage;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: one that the system chooses. */
  readonly port?: number;
  /** The same for the control API. */
  readonly controlHost?: string;
  readonly controlPort?: number;
  /** Further DNS names and IP addresses for its certificate. Default: none. */
  readonly names?: readonly string[];
  /** Accepted hosts. Default: its names with any port. */
  readonly acceptedHosts?: AcceptedHosts;
  /** Key and certificate of the API, PEM. Default: a certificate from the mock's authority. */
  readonly ownIdentity?: ServerIdentity;
  /** Ids of specs/defects.yaml, in which it is broken from the start. Default: none. */
  readonly defects?: readonly string[];
}

export interface RunningMock {
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** The control API's bearer token. */
  readonly controlSecret: string;
  /** The certificate of the authority for both URLs and all webhooks, and its chain, PEM. */
  readonly trust: string;
  /** The names in its certificate. */
  readonly names: readonly string[];
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Starts the embedded Nopan. It is an unofficial imitation, made from public pages.
 * @throws {CertifyError} ERR_PORT
 */
export async function startMock(options: MockOptions): Promise<RunningMock> {
  const { port = 0, controlPort = 0, clock = systemClock, ownIdentity } = options;
  const [host, controlHost] = [bareHost(options.host ?? loopback), bareHost(options.controlHost ?? loopback)];
  const given = options.names?.map(bareHost) ?? [];
  const { storage = new MemoryStorage(), protocol, defects = [] } = options;
  const keys = new KeptKeys(storage);
  const authority = await keptAuthority(keys, clock);
  const names = ownNames([host, controlHost], given);
  const identity = await serverIdentity(authority, names);
  const courier = createCourier({ trust: authority.certificate, timeoutSeconds: protocol.webhooks.timeoutSeconds });
  const nopan = createNopan(options, { storage, keys, authority, courier, names });
  const controlSecret = keys.text('control-secret', () => randomBytes(32).toString('base64url'));
  const api = createApi({ nopan, identity: ownIdentity ?? identity });
  const control = createControl({ nopan, identity, secret: controlSecret });

  /** The user's certificate may not cover every address. */
  const isOwn = (address: string): boolean => ownIdentity === undefined || given.includes(address);
  const close = async (): Promise<void> => {
    for (const organization of nopan.organizations.values()) organization.agenda.stop();
    await Promise.all([api.close(), control.close(), courier.close(), nopan.dispatcher.close()]);
    await storage.close();
  };
  try {
    activateDefects(defects, nopan);
    const baseUrl = await listen(api, host, port, publicName(isOwn(host) ? host : '', given));
    const controlUrl = await listen(control, controlHost, controlPort, publicName(controlHost, given));
    for (const organization of nopan.organizations.values()) nopan.dispatcher.resume(organization);
    for (const organization of nopan.organizations.values()) organization.agenda.catchUp();
    const trust = authority.certificate + (ownIdentity?.certificate ?? '');
    return { baseUrl, controlUrl, controlSecret, trust, names: ownIdentity === undefined ? names : given, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function keptAuthority(keys: KeptKeys, clock: Clock): Promise<Authority> {
  const authority = await createAuthority({
    name: 'nopan-certify mock authority',
    clock,
    keys: keys.pair('authority', 'P-256'),
  });
  const certificate = keys.text('authority-certificate', () => authority.certificate);
  return { ...authority, certificate };
}

async function serverIdentity(authority: Authority, names: readonly string[]): Promise<ServerIdentity> {
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'nopan-certify', CN: 'nopan-certify mock' };
  const certificate = await authority.issue({ publicKey, names, subject, usage: 'server' });
  return { key: privateKeyPem(privateKey), certificate };
}

interface Parts {
  readonly storage: Storage;
  readonly keys: KeptKeys;
  readonly authority: Authority;
  readonly courier: Courier;
  readonly names: readonly string[];
}

function createNopan(options: MockOptions, { storage, keys, authority, courier, names }: Parts): Nopan {
  const { protocol, schemas, clock = systemClock, randomness = systemRandomness, log, watch, strict } = options;
  const { privateKey } = keys.pair('signing', protocol.jwks.curve);
  const { requests, perSeconds } = protocol.rateLimit;
  const organizations = new Organizations(
    {
      storage,
      clock,
      idempotencyLifetimeSeconds: protocol.idempotency.lifetimeSeconds,
      rateLimit: requests === 0 ? undefined : { requests, perSeconds },
      perform: (organization, task, dueAt) => {
        performTask(task, dueAt, organization, nopan);
      },
      failed: (task, error) => log?.error({ task, err: error }, 'task failed'),
    },
    randomness,
  );
  const nopan: Nopan = {
    protocol,
    schemas,
    clock,
    randomness,
    log,
    strict,
    watch,
    storage,
    hosts: { names, accepted: options.acceptedHosts ?? 'own' },
    authority,
    signingKey: { keyid: protocol.jwks.kid, algorithm: keyAlgorithm(privateKey), key: privateKey },
    profiles: requestProfiles(protocol),
    responseProfile: responseProfile(protocol.signature),
    tokens: new AccessTokens(protocol.token, keys.pair('token', 'P-256')),
    organizations,
    dispatcher: new Dispatcher({
      settings: protocol.webhooks,
      storage,
      randomness,
      log,
      courier,
      behaviour: () => nopan.behaviour,
    }),
    behaviour: soundBehaviour(operations(protocol), strict),
    defects: [],
  };
  return nopan;
}
