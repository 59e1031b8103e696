import { resolve } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';
import { everyFile, type FileKind } from '../contract/file-list.ts';
import { assertLoadable } from './own/typescript.ts';

const fromSource = import.meta.url.endsWith('.ts');

const ours: FileKind = {
  noun: 'step',
  matches: (name) => (fromSource ? /(?<!\.test)\.ts$/ : /(?<!\.test)\.js$/).test(name),
  lookalike: () => undefined,
};

const stepEndings = '.js, .mjs, .cjs, .ts, .mts or .cts';

const theirs: FileKind = {
  noun: 'step',
  // Harmless: a missing step is reported.
  passesInstalled: true,
  matches: (name) => /\.[cm]?[jt]s$/.test(name) && !/\.d\.[cm]?ts$/.test(name),
  lookalike(name) {
    if (/\.[jt]sx$/i.test(name))
      return {
        why: 'is not loaded',
        advice: `Rename it to end with ${name.slice(-3, -1)}, or move it out of the folder.`,
      };
    if (/\.[cm]?[jt]s\s*$/i.test(name) && !/\.[cm]?[jt]s$/.test(name))
      return { why: `does not end with ${stepEndings}`, advice: 'Rename it, or move it out of the folder.' };
    return undefined;
  },
};

/** Step files of this package, by absolute path. */
export const builtInSteps = (): string[] =>
  everyFile({ path: resolve(packageRoot(), fromSource ? 'steps' : 'dist/steps'), where: 'steps' }, ours);

/**
 * Step files in the user's folder, by absolute path.
 *
 * @throws ERR_USAGE when there is none, or one would be left out
 */
export function ownStepFiles(folder: string, where: string): string[] {
  const files = everyFile({ path: resolve(folder), where }, theirs);
  assertLoadable(files);
  if (files.length > 0) return files;
  throw new CertifyError('ERR_USAGE', `There is no step file in ${folder}`, {
    where,
    expected: `a folder with ${stepEndings} files in it or below it`,
    advice: 'Check the path; features that use only built-in steps need no step files.',
  });
}
