import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { featuresDir } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';
import { fileOfFeature } from './feature-name.ts';
import { assertFile, everyFile, type FileKind } from '../contract/file-list.ts';

const rename = 'Rename it to end with .feature, or move it out of the folder.';

/** Backup files of editors, such as `own.feature~`, are not meant to run. */
export const featureKind: FileKind = {
  noun: 'feature',
  matches: (name) => name.endsWith('.feature'),
  lookalike: (name) =>
    !name.endsWith('.feature') && /\.features?(?:\.(?:md|txt))?\s*$/i.test(name)
      ? { why: 'does not end with .feature', advice: rename }
      : undefined,
};

/** Features of this package. */
export const builtInFeatures = (): string[] => everyFile({ path: featuresDir, where: 'features' }, featureKind);

/** @throws ERR_USAGE when there is none, or one would be left out */
export function ownFeatureFiles(folder: string, where: string): string[] {
  const files = everyFile({ path: resolve(folder), where }, featureKind);
  if (files.length > 0) return files;
  throw new CertifyError('ERR_USAGE', `There is no feature in ${folder}`, {
    where,
    expected: 'a folder with .feature files in it or below it',
    advice: 'Check the path; name a single feature file without an option.',
  });
}

/** The features that one command-line argument names. */
export interface NamedFeatures {
  /** The argument as typed. */
  readonly name: string;
  readonly files: readonly string[];
  /** Lines of scenarios or examples after the file name; absent: all of them. */
  readonly lines?: readonly number[];
}

/**
 * The feature files that an argument names: a file, a file with lines (`file:12:30`), or a folder; relative to the current
 * folder or, as results name them, to this package.
 *
 * @throws ERR_USAGE when there is none, or one would be left out
 */
export function namedFeatures(name: string): NamedFeatures {
  const whole = placeOf(name);
  if (whole !== undefined) return { name, files: filesAt(whole, name) };
  const [, path = name, places = ''] = /^(.*?)((?::\d+)*)$/s.exec(name) ?? [];
  const file = placeOf(path);
  if (places === '' || file === undefined) throw missing(path, name);
  if (statSync(file).isDirectory()) throw linesOfFolder(name);
  return { name, files: filesAt(file, name), lines: places.slice(1).split(':').map(Number) };
}

function filesAt(path: string, name: string): string[] {
  if (statSync(path).isDirectory()) return ownFeatureFiles(path, name);
  assertFile(path, basename(path), featureKind);
  return [path];
}

const placeOf = (name: string): string | undefined =>
  [resolve(name), fileOfFeature(name)].find((path) => existsSync(path));

const missing = (file: string, where: string): CertifyError =>
  new CertifyError('ERR_USAGE', `There is no feature file ${file}`, {
    where,
    expected: 'a file or folder, or file:line for one scenario',
    advice: 'nopan-certify run --dry-run lists every scenario with its file and line.',
  });

const linesOfFolder = (where: string): CertifyError =>
  new CertifyError('ERR_USAGE', 'A folder has no lines', {
    where,
    expected: 'a folder, or a file with the line of a scenario, file:line',
    advice: 'Leave the line out, or name a file.',
  });
