import { loadConfiguration, type Configuration } from '../config/configuration.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { configurationSources, type ConfigurationSettings } from './configuration-sources.ts';

/**
 * The configuration, whose secrets no output of this process shows from now on.
 *
 * @throws ERR_CONFIG, ERR_PRODUCTION
 */
export function loadedConfiguration(settings: ConfigurationSettings): Configuration {
  const configuration = loadConfiguration(configurationSources(settings));
  const { tls, signing, webhooks, redact = [] } = configuration.value;
  for (const secret of [tls.passphrase, signing.passphrase, webhooks?.secret]) {
    if (secret !== undefined) processRedactor.learn(secret);
  }
  processRedactor.hideNamed(redact);
  return configuration;
}
