import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';

/**
 * Feature files as a user names them, `file` or `file:line`, as paths that Cucumber finds:
 * relative to the current folder or, as results name them, to this package.
 *
 * @throws ERR_USAGE when there is no such file
 */
export function featurePaths(names: readonly string[]): string[] {
  return names.map((name) => {
    const [, file = name, line = ''] = /^(.*?)((?::\d+)*)$/.exec(name) ?? [];
    const found = [resolve(file), join(packageRoot(), file)].find((path) => existsSync(path));
    if (found === undefined) {
      throw new CertifyError('ERR_USAGE', `There is no feature file ${file}`, {
        where: name,
        expected: 'a file or folder, or file:line for one scenario',
        advice: 'nopan-certify run --dry-run lists every scenario with its file and line.',
      });
    }
    return found + line;
  });
}

/** @throws ERR_USAGE when an option names a folder that is not there */
export function assertFolder(option: string, path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new CertifyError('ERR_USAGE', `There is no folder ${path}`, {
    where: `${option} ${path}`,
    expected: 'a folder',
    advice: 'Check the path; it is relative to the current folder.',
  });
}
