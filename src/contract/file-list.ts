import { accessSync, constants, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { shownPath } from './yaml-text.ts';
import { CertifyError, type ErrorCode } from '../errors.ts';

/** A kind of file to look for in a folder, and the files that only look like it. */
export interface FileKind {
  /** `feature`, as a message names it. */
  readonly noun: string;
  /** The code of errors about such files. Default: ERR_USAGE. */
  readonly code?: ErrorCode;
  /** Whether node_modules in the folder is skipped, since its files are imported and not loaded. Default: an error. */
  readonly passesInstalled?: boolean;
  readonly matches: (name: string) => boolean;
  /** Why a file with this name only looks like one of the kind; undefined for any other file. */
  readonly lookalike: (name: string) => Lookalike | undefined;
}

interface Lookalike {
  /** Continues the sentence: the file … */
  readonly why: string;
  readonly advice: string;
}

/** A folder, and the command-line option that named it. */
export interface NamedFolder {
  readonly path: string;
  /** `--features checks` */
  readonly where: string;
}

/**
 * Every file of a kind in a folder and below, including hidden ones, by absolute path, in order. Follows links; lists each folder
 * once. Names are never patterns.
 *
 * @throws ERR_USAGE, or the code of the kind, for the first file that would be skipped silently: one with another ending, one that
 *   cannot be read, a broken link, or one in node_modules; a system error for a missing folder
 */
export function everyFile({ path, where }: NamedFolder, kind: FileKind): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string, { dev, ino }: Stats, installed: boolean): void => {
    const identity = `${dev}:${ino}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    for (const name of namesIn(folder)) {
      const file = join(folder, name);
      if (name === 'node_modules' && kind.passesInstalled === true) continue;
      const stats = statsOf(file, kind);
      if (stats.isDirectory()) visit(file, stats, installed || name === 'node_modules');
      else if (isOfKind(file, name, stats, kind)) {
        if (installed) throw inNodeModules(file, where, kind);
        found.push(file);
      }
    }
  };
  visit(path, statSync(path), false);
  return found.sort();
}

/** @throws ERR_USAGE when the file is not of the kind, or cannot be read */
export function assertFile(file: string, name: string, kind: FileKind): void {
  if (isOfKind(file, name, statsOf(file, kind), kind)) return;
  throw notLoaded(file, { why: `is not a ${kind.noun} file`, advice: `Name a ${kind.noun} file, or a folder.` }, kind);
}

function isOfKind(file: string, name: string, stats: Stats, kind: FileKind): boolean {
  const lookalike = kind.lookalike(name);
  if (lookalike !== undefined) throw notLoaded(file, lookalike, kind);
  if (!kind.matches(name)) return false;
  if (!stats.isFile())
    throw notLoaded(file, { why: 'is not a regular file', advice: 'Remove it, or rename it.' }, kind);
  try {
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw notLoaded(file, { why: `cannot be read: ${(cause as Error).message}`, advice: permissions }, kind);
  }
  return true;
}

const permissions = 'Check its permissions.';

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new CertifyError('ERR_USAGE', `The folder ${shownPath(folder)} cannot be read: ${(cause as Error).message}`, {
      where: shownPath(folder),
      expected: 'a folder that this user may list',
      advice: permissions,
      cause,
    });
  }
}

function statsOf(file: string, kind: FileKind): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' || code === 'ELOOP' ? 'is a broken link' : `cannot be read: ${message}`;
    throw notLoaded(file, { why, advice: 'Remove it, or fix its target.' }, kind);
  }
}

const notLoaded = (file: string, { why, advice }: Lookalike, { noun, code = 'ERR_USAGE' }: FileKind): CertifyError =>
  new CertifyError(code, `The file ${shownPath(file)} ${why}, so it would be left out`, {
    where: shownPath(file),
    expected: `${noun} files that are all loaded; nothing was sent`,
    advice,
  });

const inNodeModules = (file: string, where: string, { noun, code = 'ERR_USAGE' }: FileKind): CertifyError =>
  new CertifyError(code, `There are ${noun} files of installed packages in the folder`, {
    where: shownPath(file),
    expected: `a folder without node_modules in it for ${where}`,
    advice: `Move node_modules out of the folder, or name a folder with only your ${noun} files.`,
  });
