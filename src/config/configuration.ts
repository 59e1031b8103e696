import { dirname, resolve } from 'node:path';
import type { Config } from '../contract/types/config.ts';
import { valueAt } from '../contract/pointer.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { parseBaseUrl } from './base-url.ts';
import {
  effectiveConfiguration,
  type ConfigurationSources,
  type EffectiveConfiguration,
  type Origin,
} from './effective.ts';
import { parseListen, type ListenAddress } from './listen.ts';
import { isSecretReference, parseSecretReference, readSecret } from './secret.ts';

/** The configuration with absolute paths, secrets and addresses in place of references to them. It holds secrets. */
export interface ResolvedConfig {
  readonly target: {
    readonly baseUrl: string;
    readonly trust?: string;
    readonly requestsPerSecond?: number;
    readonly abilities?: NonNullable<Config['target']['abilities']>;
  };
  readonly organization: string;
  readonly processingAccounts: readonly string[];
  readonly tls: {
    readonly certificate?: string;
    readonly privateKey?: string;
    readonly pkcs12?: string;
    readonly passphrase?: string;
  };
  readonly signing: {
    readonly privateKey: string;
    readonly passphrase?: string;
    readonly keyid: string;
    /** `2026-11-24` */
    readonly createdOn?: string;
  };
  readonly webhooks?: { readonly url: string; readonly listen: ListenAddress; readonly secret: string };
  readonly capabilities?: readonly string[];
  readonly redact?: readonly string[];
  readonly attestations?: Config['attestations'];
  readonly waivers?: Config['waivers'];
  readonly protocol?: ProtocolOverrides;
}

export interface Configuration {
  /** Absolute. */
  readonly file: string;
  readonly value: ResolvedConfig;
  /** Of the value at a JSON Pointer, or of the nearest one around it. */
  readonly origin: (pointer: string) => Origin;
  /** The reference to the secret at a JSON Pointer, as the configuration writes it: `${env:NAME}`. */
  readonly reference?: (pointer: string) => string | undefined;
}

/**
 * Reads the configuration from flags, environment and file, and the secrets that it refers to.
 *
 * @throws ERR_CONFIG, ERR_PRODUCTION
 */
export function loadConfiguration(sources: ConfigurationSources): Configuration {
  const effective = effectiveConfiguration(sources);
  return {
    file: effective.file,
    value: resolved(effective, sources.environment),
    origin: effective.origin,
    reference: (pointer) => {
      const text = valueAt(effective.value, pointer);
      return typeof text === 'string' && isSecretReference(text) ? text : undefined;
    },
  };
}

/** A path of the configuration: relative to its file, or to the current folder when it was given outside of the file. */
function pathAt({ file, origin }: EffectiveConfiguration, pointer: string, path: string): string {
  return origin(pointer).kind === 'file' ? resolve(dirname(file), path) : resolve(path);
}

function resolved(effective: EffectiveConfiguration, environment: Readonly<NodeJS.ProcessEnv>): ResolvedConfig {
  const {
    target,
    organization,
    processingAccounts,
    tls,
    signing,
    webhooks,
    capabilities,
    redact,
    attestations,
    waivers,
    protocol,
  } = effective.value;
  const path = (pointer: string, value: string | undefined) =>
    value === undefined ? undefined : pathAt(effective, pointer, value);
  const secret = (pointer: string, reference: string | undefined) => {
    const found = reference === undefined ? undefined : parseSecretReference(reference, effective.file);
    return found && readSecret(found, environment, effective.origin(pointer).where);
  };
  return {
    target: {
      baseUrl: parseBaseUrl(target.baseUrl, effective.origin('/target/baseUrl').where),
      ...present('trust', path('/target/trust', target.trust)),
      ...present('requestsPerSecond', target.requestsPerSecond),
      ...present('abilities', target.abilities),
    },
    organization,
    processingAccounts,
    tls: {
      ...present('certificate', path('/tls/certificate', tls.certificate)),
      ...present('privateKey', path('/tls/privateKey', tls.privateKey)),
      ...present('pkcs12', path('/tls/pkcs12', tls.pkcs12)),
      ...present('passphrase', secret('/tls/passphrase', tls.passphrase)),
    },
    signing: {
      privateKey: pathAt(effective, '/signing/privateKey', signing.privateKey),
      keyid: signing.keyid,
      ...present('passphrase', secret('/signing/passphrase', signing.passphrase)),
      ...present('createdOn', signing.createdOn),
    },
    ...(webhooks !== undefined && {
      webhooks: {
        url: webhooks.url,
        listen: parseListen(webhooks.listen, effective.origin('/webhooks/listen').where),
        secret: secret('/webhooks/secret', webhooks.secret) ?? '',
      },
    }),
    ...present('capabilities', capabilities),
    ...present('redact', redact),
    ...present('attestations', attestations),
    ...present('waivers', waivers),
    ...(protocol !== undefined && { protocol }),
  };
}

function present<Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: T };
}
