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
import { AccessTokens } from './access-tokens.ts';
import { createControl } from './control/server.ts';
import { guards } from './guards/list.ts';
import { createApi } from './http/api.ts';
import { listen, type ServerIdentity } from './http/listen.ts';
import type { Nopan } from './nopan.ts';
import { operations } from './operations/table.ts';
import { createCourier, type Courier } from './notifications/courier.ts';
import { Dispatcher } from './notifications/dispatcher.ts';
import { requestProfiles } from '../signing/request-signature.ts';

export interface MockOptions {
  readonly protocol: Protocol;
  readonly schemas: Schemas;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly log?: Logger;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: one that the system chooses. */
  readonly port?: number;
  /** On 127.0.0.1. Default: one that the system chooses. */
  readonly controlPort?: number;
}

export interface RunningMock {
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** The control API's bearer token. */
  readonly controlSecret: string;
  /** The certificate of the authority that both URLs and all webhooks go by, PEM. */
  readonly trust: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Starts the embedded Nopan. It is an unofficial imitation, made from public pages; its state is in memory and ends with it.
 * @throws {CertifyError} ERR_PORT
 */
export async function startMock(options: MockOptions): Promise<RunningMock> {
  const { host = loopback, port = 0, controlPort = 0, clock = systemClock } = options;
  const authority = await createAuthority({ name: 'nopan-certify mock authority', clock });
  const identity = await serverIdentity(authority, host);
  const { timeoutSeconds } = options.protocol.webhooks;
  const courier = createCourier({ trust: authority.certificate, timeoutSeconds });
  const nopan = createNopan(options, authority, courier);
  const controlSecret = randomBytes(32).toString('base64url');
  const api = createApi({ nopan, operations: operations(nopan.protocol), guards, identity });
  const control = createControl({ nopan, identity, secret: controlSecret });

  const close = async (): Promise<void> => {
    for (const { time } of nopan.organizations.values()) time.stop();
    await Promise.all([api.close(), control.close(), courier.close()]);
  };
  try {
    const baseUrl = await listen(api, host, port);
    const controlUrl = await listen(control, loopback, controlPort);
    return { baseUrl, controlUrl, controlSecret, trust: authority.certificate, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serverIdentity(authority: Authority, host: string): Promise<ServerIdentity> {
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const names = [...new Set([host, loopback, 'localhost'])];
  const subject = { C: 'NL', O: 'nopan-certify', CN: 'nopan-certify mock' };
  const certificate = await authority.issue({ publicKey, names, subject, usage: 'server' });
  return { key: privateKeyPem(privateKey), certificate };
}

function createNopan(options: MockOptions, authority: Authority, courier: Courier): Nopan {
  const { protocol, schemas, clock = systemClock, randomness = systemRandomness, log } = options;
  const { privateKey } = generateKeyPair(protocol.jwks.curve);
  return {
    protocol,
    schemas,
    clock,
    randomness,
    log,
    authority,
    signingKey: { keyid: protocol.jwks.kid, algorithm: keyAlgorithm(privateKey), key: privateKey },
    profiles: {
      ...requestProfiles(protocol),
      response: responseProfile(protocol.signature),
    },
    tokens: new AccessTokens(protocol.token),
    organizations: new Map(),
    dispatcher: new Dispatcher({ settings: protocol.webhooks, randomness, courier, log }),
  };
}
