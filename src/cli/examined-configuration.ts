import type { Writable } from 'node:stream';
import { systemClock } from '../clock.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { effectiveConfiguration } from '../config/effective.ts';
import { errorOf, type Finding } from '../doctor/check.ts';
import { offlineFindings } from '../doctor/offline-findings.ts';
import type { OfflineOptions } from '../doctor/offline/subject.ts';
import { secretFiles } from '../doctor/secret-files.ts';
import { visibleLine } from '../report/text.ts';
import { configurationSources, type ConfigurationSettings } from './configuration-sources.ts';
import { loadedConfiguration } from './loaded-configuration.ts';

/** A configuration, and the folder of the user's own specs that it is used with. */
export interface ExaminedSettings extends ConfigurationSettings {
  readonly specs?: string;
}

/** A configuration, and what it and the credentials that it names show of themselves. */
export interface ExaminedConfiguration extends OfflineOptions {
  readonly findings: readonly Finding[];
}

/**
 * Examines the configuration. Nothing is sent.
 *
 * @throws ERR_CONFIG, ERR_PRODUCTION when it cannot be used at all
 */
export async function examinedConfiguration({ specs, ...rest }: ExaminedSettings): Promise<ExaminedConfiguration> {
  const settings = { ...rest, ownSpecs: specs ?? false } as const;
  const sources = configurationSources(settings);
  const options: OfflineOptions = {
    configuration: loadedConfiguration(settings),
    secretFiles: secretFiles(effectiveConfiguration(sources)),
    clock: systemClock,
    catalogue: loadCatalogue(loadSchemas(schemasDir), specs),
  };
  return { ...options, findings: await offlineFindings(options) };
}

/**
 * Warns of what will soon be a problem.
 *
 * @throws {AggregateError} everything that is one
 */
export async function assertSoundConfiguration(settings: ExaminedSettings, stream: Writable): Promise<void> {
  const { findings } = await examinedConfiguration(settings);
  const errors = findings.filter(({ outcome }) => outcome === 'error');
  if (errors.length > 0) throw new AggregateError(errors.map(errorOf), 'The configuration is not in order');
  for (const { found, advice = '' } of findings.filter(({ outcome }) => outcome === 'warning')) {
    stream.write(visibleLine(`nopan-certify: warning: ${found}. ${advice}`.trim()) + '\n');
  }
}
