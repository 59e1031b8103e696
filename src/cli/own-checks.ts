import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OwnChecks } from '../certification/own-checks.ts';
import { CertifyError } from '../errors.ts';
import { assertFolder } from './feature-paths.ts';

/**
 * The folders as they were named, which is how a verdict names them.
 *
 * @throws ERR_USAGE when one is not there, or there is no feature in the one of features
 */
export function ownChecks({ features, specs, steps }: OwnChecks): OwnChecks {
  const own = {
    ...(features !== undefined && { features }),
    ...(specs !== undefined && { specs }),
    ...(steps !== undefined && { steps }),
  };
  for (const [option, folder] of Object.entries(own)) assertFolder(`--${option}`, folder);
  if (features !== undefined) assertFeatures(features);
  return own;
}

/** The same folders wherever a process stands. */
export const resolved = (own: OwnChecks): OwnChecks =>
  Object.fromEntries(Object.entries(own).map(([kind, folder]) => [kind, resolve(String(folder))]));

function assertFeatures(folder: string): void {
  if (readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.feature'))) return;
  throw new CertifyError('ERR_USAGE', `There is no feature in ${folder}`, {
    where: `--features ${folder}`,
    expected: 'a folder with .feature files in it or below it',
    advice: 'Check the path; a single file of ours or yours is named without an option.',
  });
}
