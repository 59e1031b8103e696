import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '../contract/merge-patch.ts';
import { nearest } from '../contract/suggestion.ts';
import { parseYaml, shownPath } from '../contract/yaml-text.ts';
import { CertifyError } from '../errors.ts';
import { readConfigurationText } from './configuration-file.ts';

/** Folders in the folder of custom checks. */
const parts = ['features', 'specs', 'steps'] as const;

/** Those that are there, by absolute path. */
export type CheckFolders = Readonly<Partial<Record<(typeof parts)[number], string>>>;

const setting = 'checks';
export const checksVariable = 'NOPAN_CERTIFY_CHECKS';

/**
 * The folders of custom checks that the configuration names. Nothing else in it is judged, since the embedded mock needs no
 * configuration.
 *
 * @param file the configuration, which need not exist
 * @throws ERR_CONFIG with the place when `checks` names no folder of checks
 */
export function configuredChecks(file: string, environment: Readonly<NodeJS.ProcessEnv>): CheckFolders {
  const variable = environment[checksVariable] ?? '';
  if (variable !== '') return foldersIn(resolve(variable), checksVariable);
  if (!existsSync(file)) return {};
  const { value, at } = parseYaml(readConfigurationText(file), resolve(file), 'ERR_CONFIG');
  if (!isObject(value)) return {};
  const written = value[setting];
  if (written === undefined) {
    const misspelt = Object.keys(value).find((name) => nearest(name, [setting]) !== undefined);
    if (misspelt !== undefined) throw unknownSetting(misspelt, at(`/${misspelt}`, 'key'));
    return {};
  }
  if (typeof written !== 'string' || written === '') throw noPath(at(`/${setting}`));
  return foldersIn(resolve(dirname(file), written), at(`/${setting}`));
}

function foldersIn(folder: string, where: string): CheckFolders {
  if (!isFolder(folder)) throw noFolder(folder, where);
  const misspelt = readdirSync(folder)
    .filter((name) => isFolder(join(folder, name)))
    .find((name) => !parts.some((part) => part === name) && nearest(name, parts) !== undefined);
  if (misspelt !== undefined) throw unknownPart(join(folder, misspelt), nearest(misspelt, parts) ?? '');
  const present = parts.filter((part) => isFolder(join(folder, part)));
  if (present.length === 0) throw noParts(folder, where);
  return Object.fromEntries(present.map((part) => [part, join(folder, part)]));
}

/** False also for a path through a file or a loop of links. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const layout = 'a folder with features/, specs/ or steps/ in it';

const unknownSetting = (name: string, where: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `${name} is not a known property`, { where, advice: `Did you mean ${setting}?` });

const noPath = (where: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `${setting} must be the path of a folder`, {
    where,
    expected: layout,
    advice: `Write for instance ${setting}: ./checks.`,
  });

const noFolder = (folder: string, where: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `There is no folder ${shownPath(folder)}`, {
    where,
    expected: layout,
    advice: 'Correct the path; in the configuration it is relative to that file.',
  });

const unknownPart = (path: string, likely: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `Nothing looks for the folder ${shownPath(path)}`, {
    where: shownPath(path),
    expected: parts.join(', '),
    advice: `Did you mean ${likely}?`,
  });

const noParts = (folder: string, where: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `The folder ${shownPath(folder)} holds no checks`, {
    where,
    expected: layout,
    advice: 'docs/own-checks.md describes what goes where.',
  });
