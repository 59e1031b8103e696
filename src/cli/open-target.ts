import { CertifyError } from '../errors.ts';
import { systemClock } from '../clock.ts';
import { withoutCredentials } from '../config/base-url.ts';
import { seededRandomness } from '../randomness.ts';
import type { Target } from '../target/connection.ts';
import { learnSecrets } from '../conversation/known-secrets.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { configuredFolders } from './own-checks.ts';
import type { ConfigurationSettings } from './configuration-sources.ts';

/** How the command line names a target. */
export interface TargetSettings extends ConfigurationSettings {
  readonly target: 'mock' | 'sandbox';
  /** Ids of specs/defects.yaml. */
  readonly defect?: readonly string[];
  /** What the embedded mock draws its ids from. */
  readonly seed?: string;
}

/** Starts the embedded mock, or opens what the configuration names, and makes sure that something answers there. */
export async function openTarget({ target, defect, seed, ...settings }: TargetSettings): Promise<Target> {
  const { config, baseUrl, protocol } = settings;
  if (target === 'mock') {
    if (config !== undefined && Object.keys(configuredFolders(config)).length === 0) refuse('--config', config);
    refuse('--base-url', baseUrl && withoutCredentials(baseUrl));
    const { startEmbedded } = await import('../target/embedded.ts');
    const embedded = await startEmbedded({
      ...(protocol && { protocol }),
      ...(defect && { defects: defect }),
      ...(seed !== undefined && { randomness: seededRandomness(seed) }),
    });
    return known(embedded);
  }
  const { loadedConfiguration } = await import('./loaded-configuration.ts');
  const { sandboxConnection } = await import('../target/sandbox.ts');
  const { probe } = await import('../client/transport/probe.ts');
  const configuration = loadedConfiguration(settings);
  const connection = await sandboxConnection({ configuration, clock: systemClock });
  const opened = known({ connection, close: () => Promise.resolve() });
  await probe(connection);
  return opened;
}

/** A target whose secrets no output of this process shows from now on. */
function known(target: Target): Target {
  learnSecrets(target.connection, processRedactor);
  return target;
}

function refuse(option: string, value: string | undefined): void {
  if (value === undefined) return;
  throw new CertifyError('ERR_USAGE', `${option} has no meaning for the embedded mock`, {
    where: `${option} ${value}`,
    expected: 'no address and no credentials: the embedded mock makes its own',
    advice: 'Add --target sandbox to certify against a target of yours.',
  });
}
