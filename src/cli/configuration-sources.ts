import type { ConfigurationSources } from '../config/effective.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';

/** What the command line says of the configuration. */
export interface ConfigurationSettings {
  readonly config?: string;
  readonly baseUrl?: string;
  readonly protocol?: ProtocolOverrides;
  /** The folder of the user's specs; false when the command supports one but none was named. */
  readonly ownSpecs?: string | false;
}

export const defaultConfiguration = 'nopan-certify.config.yaml';

/** The sources of the configuration in their precedence: flag, environment, file, default. */
export function configurationSources({
  config,
  baseUrl,
  protocol,
  ownSpecs,
}: ConfigurationSettings): ConfigurationSources {
  return {
    file: config ?? defaultConfiguration,
    environment: process.env,
    ...(baseUrl !== undefined && { flags: { '/target/baseUrl': { option: '--base-url', value: baseUrl } } }),
    ...(protocol !== undefined && { protocol }),
    ...(ownSpecs !== undefined && { ownSpecs }),
  };
}
