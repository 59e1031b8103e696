import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { defaultFormats, formats, type Format } from './formats.ts';

/** The paths of the reports that were written. */
export type ReportPaths = Readonly<Partial<Record<Format, string>>>;

/** What is to be written beside or in place of the usual reports. */
export interface Wanted {
  readonly formats?: readonly Format[];
  /** Cucumber's messages, redacted, a line each. */
  readonly messages?: string;
}

/** What is asked of node:fs. */
export interface FileSystem {
  readonly mkdirSync: typeof mkdirSync;
  readonly renameSync: typeof renameSync;
  readonly rmSync: typeof rmSync;
  readonly openSync: typeof openSync;
  readonly writeFileSync: typeof writeFileSync;
  readonly closeSync: typeof closeSync;
}

const nodeFileSystem: FileSystem = { mkdirSync, renameSync, rmSync, openSync, writeFileSync, closeSync };

/**
 * Makes the folder, and makes sure that a report can be written there, before anything is sent.
 *
 * @throws ERR_OUTPUT
 */
export function prepareFolder(dir: string, files: FileSystem = nodeFileSystem): void {
  attempt(dir, () => {
    files.mkdirSync(dir, { recursive: true, mode: 0o700 });
    const trial = temporary(dir, 'trial');
    try {
      writeNew(trial, ['x'], files);
    } finally {
      files.rmSync(trial, { force: true });
    }
  });
}

/**
 * Writes the reports of a result, readable by the user alone: evidence is redacted and yet not for everyone. A report appears
 * whole or not at all, and an earlier one stays until then. Synchronous, since the last chance to write may be the exit of the process.
 *
 * @throws ERR_OUTPUT
 */
export function writeReports(
  result: Result,
  dir: string,
  { formats: kinds = defaultFormats, messages = '' }: Wanted = {},
  files: FileSystem = nodeFileSystem,
): ReportPaths {
  const staged = kinds.map((kind) => {
    const { file, write } = formats[kind];
    return { kind, content: write(result, messages), temporary: temporary(dir, file), path: join(dir, file) };
  });
  attempt(dir, () => {
    try {
      files.mkdirSync(dir, { recursive: true });
      for (const { temporary, content } of staged) writeNew(temporary, content, files);
      for (const { temporary, path } of staged) files.renameSync(temporary, path);
    } finally {
      for (const { temporary } of staged) files.rmSync(temporary, { force: true });
    }
  });
  return Object.fromEntries(staged.map(({ kind, path }) => [kind, path]));
}

/** Where nothing is yet, readable by the user alone. */
function writeNew(path: string, content: Iterable<string>, files: FileSystem): void {
  const file = files.openSync(path, 'wx', 0o600);
  try {
    for (const piece of content) files.writeFileSync(file, piece);
  } finally {
    files.closeSync(file);
  }
}

/** A name that nobody who shares the folder can have put a link under. */
const temporary = (dir: string, name: string): string => join(dir, `.${name}.${randomBytes(8).toString('hex')}.tmp`);

/** What a system error says about the folder, and what the user can do about it. */
const problems: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  ENOSPC: ['The disk is full', 'Free some space, or name another folder with --out.'],
  EDQUOT: ['The disk quota is used up', 'Free some space, or name another folder with --out.'],
  EROFS: ['The file system is read-only', 'Name a folder on another file system with --out.'],
  EACCES: ['The folder may not be written to', 'Change its permissions, or name another folder with --out.'],
  EPERM: ['The folder may not be written to', 'Change its permissions, or name another folder with --out.'],
  ENOTDIR: ['A part of the path is a file and not a folder', 'Name a folder with --out.'],
  EEXIST: ['There is a file of that name, and not a folder', 'Name a folder with --out.'],
  EISDIR: ['There is a folder where a report belongs', 'Move it away, or name another folder with --out.'],
};

function attempt(dir: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const { code, message, syscall } = cause as NodeJS.ErrnoException;
    // A writer that fails is no matter of the file system.
    if (code === undefined || syscall === undefined) throw cause;
    const [problem, advice] = problems[code] ?? [message, 'Name another folder with --out.'];
    throw new CertifyError('ERR_OUTPUT', `The reports cannot be written: ${problem}`, {
      where: dir,
      expected: 'a folder that can be written to',
      actual: code,
      advice,
      cause,
    });
  }
}
