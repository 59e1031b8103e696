import { CertifyError } from '../errors.ts';
import type { Connection } from '../target/connection.ts';
import type { RunSettings } from './run-settings.ts';

/** @throws ERR_USAGE when options do not go together */
export function assertUsage(settings: RunSettings): void {
  assertForMock(settings);
  assertSigns(settings);
}

/** @throws ERR_USAGE when several processes would wait for webhooks at the same address */
export function assertOneReceiver({ parallel = 0 }: RunSettings, { webhooks }: Connection): void {
  if (webhooks === undefined || parallel < 2) return;
  throw new CertifyError('ERR_USAGE', 'Webhooks arrive at one address, where only one process can listen', {
    where: `--parallel ${parallel}`,
    expected: 'one process, since the configuration names webhooks.listen',
    advice: 'Leave --parallel out.',
  });
}

/** Defects and a seed are for the embedded mock. */
function assertForMock({ target, defect = [], seed }: RunSettings): void {
  if (target === 'mock') return;
  if (defect.length > 0)
    throw new CertifyError('ERR_USAGE', '--defect works only with the embedded mock', {
      where: `--defect ${defect.join(' --defect ')}`,
      expected: `no --defect with --target ${target}`,
      advice: 'Leave --target out; a mock of your own is broken by its control API (docs/control-api.md).',
    });
  if (seed !== undefined)
    throw new CertifyError('ERR_USAGE', '--seed works only with the embedded mock', {
      where: `--seed ${seed}`,
      expected: `no --seed with --target ${target}`,
      advice: 'Leave --target out; an order at random is repeated by --order random:SEED.',
    });
}

/** A key without a package has nothing to sign. */
function assertSigns({ key, package: file }: RunSettings): void {
  if (key === undefined || file !== undefined) return;
  throw new CertifyError('ERR_USAGE', '--key signs a package, but --package is missing', {
    where: `--key ${key}`,
    expected: '--package FILE together with --key',
    advice: 'Add --package FILE; the key that signs requests belongs in the configuration.',
  });
}
