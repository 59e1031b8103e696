import { CertifyError } from '../errors.ts';
import { systemClock } from '../clock.ts';
import type { Target } from '../target/connection.ts';

/** How the command line names a target. */
export interface TargetSettings {
  readonly target: 'mock' | 'sandbox';
  readonly config?: string;
  readonly baseUrl?: string;
}

/** Starts the embedded mock, or opens what the configuration names, and makes sure that something answers there. */
export async function openTarget({ target, config, baseUrl }: TargetSettings): Promise<Target> {
  if (target === 'mock') {
    refuse('--config', config);
    refuse('--base-url', baseUrl);
    const { startEmbedded } = await import('../target/embedded.ts');
    return startEmbedded();
  }
  const { sandboxConnection } = await import('../target/sandbox.ts');
  const { probe } = await import('../target/probe.ts');
  const connection = sandboxConnection({
    config: config ?? 'nopan-certify.config.yaml',
    clock: systemClock,
    ...(baseUrl !== undefined && { baseUrl }),
  });
  await probe(connection);
  return { connection, close: () => Promise.resolve() };
}

function refuse(option: string, value: string | undefined): void {
  if (value === undefined) return;
  throw new CertifyError('ERR_USAGE', `${option} has no meaning for the embedded mock`, {
    where: `${option} ${value}`,
    expected: 'no address and no credentials: the embedded mock makes its own',
    advice: 'Add --target sandbox to certify against a target of yours.',
  });
}
