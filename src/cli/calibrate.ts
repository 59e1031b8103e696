import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { calibrate, type Calibration, type Change } from '../calibration/calibrate.ts';
import { proberOf } from '../calibration/prober.ts';
import { readTextToEdit } from '../config/configuration-file.ts';
import { withProtocolSettings } from '../config/protocol-section.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { CertifyError } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { jsonText } from '../report/json-text.ts';
import { calibrationText } from './calibration-text.ts';
import { defaultConfiguration } from './configuration-sources.ts';
import { openTarget, type TargetSettings } from './open-target.ts';
import { replaceFile } from './replace-file.ts';

export interface CalibrateSettings extends TargetSettings {
  readonly write?: boolean;
  readonly json?: boolean;
}

/** `nopan-certify calibrate`: which way of signing the target accepts; with --write, in the configuration. */
export async function calibrateTarget(settings: CalibrateSettings): Promise<void> {
  if (settings.write && settings.target === 'mock') throw nothingToWrite();
  const calibration = await calibrated(settings);
  const file = settings.write && calibration.changes.length > 0 ? configurationFile(settings) : undefined;
  if (file !== undefined) writeChanges(file, calibration.changes);
  process.stdout.write(
    settings.json ? jsonText({ ...calibration, written: file ?? null }) : calibrationText(calibration, file),
  );
  if (!['present', 'found'].includes(calibration.conclusion)) process.exitCode = 1;
}

async function calibrated(settings: TargetSettings): Promise<Calibration> {
  const target = await openTarget(settings);
  try {
    const environment = await openEnvironment(target.connection, undefined, processRedactor);
    try {
      const { party, specification } = environment;
      return await calibrate(
        proberOf(environment),
        specification.protocol.signature,
        party.credentials.signingKey.algorithm,
        specification.protocol.transport,
      );
    } finally {
      await environment.close();
    }
  } finally {
    await target.close();
  }
}

const configurationFile = ({ config = defaultConfiguration }: TargetSettings): string => resolve(config);

/** Where the environment gives the rest of the configuration, there may be no file yet. */
function writeChanges(file: string, changes: readonly Change[]): void {
  const settings = Object.fromEntries(changes.map(({ id, to }) => [id, to]));
  const text = existsSync(file) ? readTextToEdit(file) : '';
  replaceFile(file, withProtocolSettings(text, settings, file));
}

function nothingToWrite(): CertifyError {
  return new CertifyError('ERR_USAGE', '--write has no meaning for the embedded mock', {
    where: '--write --target mock',
    expected: 'a target that a configuration names',
    advice: 'Leave --target mock out, and name the configuration with --config.',
  });
}
