import { randomBytes } from 'node:crypto';
import { closeSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { defaultFormats, formatNames, formats, type Format } from './formats.ts';
import { isRunning, markerIn, markerText, newMarker } from './marker.ts';
import { pdfFile } from './pdf.ts';

/** The paths of the reports that were written. */
export type ReportPaths = Readonly<Partial<Record<Format, string>>>;

/** What is to be written beside or in place of the usual reports. */
export interface Wanted {
  readonly formats?: readonly Format[];
  /** Cucumber's messages, redacted, a line each. */
  readonly messages?: string;
  /** The id of the marker that {@link beginReports} left; absent: no other run is checked for. */
  readonly marker?: string;
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
    makeFolders(dir, files);
    const trial = temporary(dir, 'trial');
    try {
      writeNew(trial, ['x'], files);
    } finally {
      files.rmSync(trial, { force: true });
    }
  });
}

/**
 * Makes sure that reports can be written to the folder, removes the reports of an earlier run, and writes a marker in place of the
 * result, so that nothing from an earlier run remains if this one is cut short. @returns the id of the marker
 *
 * @param kinds the reports that will be written
 * @param startedAt RFC 3339
 * @throws ERR_OUTPUT also while another run writes there
 */
export function beginReports(
  dir: string,
  { kinds, startedAt }: { readonly kinds: readonly Format[]; readonly startedAt: string },
  files: FileSystem = nodeFileSystem,
): string {
  const result = join(dir, formats.json.file);
  const other = markerIn(result);
  if (other !== undefined && isRunning(other)) throw takenBy(dir, other.process.pid, other.startedAt);
  const marker = newMarker(startedAt);
  try {
    prepareFolder(dir, files);
    replaceEarlier(dir, { kinds, marker: markerText(marker) }, files);
  } catch (error) {
    removeEarlier(dir, kinds, files);
    throw error;
  }
  return marker.id;
}

/** Leaves the marker, and no report of an earlier run. */
function replaceEarlier(
  dir: string,
  { kinds, marker }: { readonly kinds: readonly Format[]; readonly marker: string },
  files: FileSystem,
): void {
  attempt(dir, () => {
    const earlier = [...kinds, 'json' as const].filter((kind) => isFolder(join(dir, formats[kind].file)));
    if (earlier.length > 0) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR', syscall: 'open' });
    const staged = temporary(dir, formats.json.file);
    try {
      writeNew(staged, [marker], files);
      for (const file of earlierReports(dir, kinds)) files.rmSync(join(dir, file), { force: true });
      files.renameSync(staged, join(dir, formats.json.file));
    } finally {
      files.rmSync(staged, { force: true });
    }
  });
}

/** Where nothing can be written, on a full disk for instance, something may still be removed: a verdict that is not of this run. */
function removeEarlier(dir: string, kinds: readonly Format[], files: FileSystem): void {
  try {
    for (const file of [...earlierReports(dir, kinds), formats.json.file])
      files.rmSync(join(dir, file), { force: true });
  } catch {
    // What keeps this from being done is told already.
  }
}

/** Without a result in the folder, a file with the name of a report may belong to somebody else. */
function earlierReports(dir: string, kinds: readonly Format[]): string[] {
  const hasResult = lstatSync(join(dir, formats.json.file), { throwIfNoEntry: false }) !== undefined;
  const names = (hasResult ? formatNames : kinds).map((kind) => formats[kind].file as string);
  return [...names, ...(hasResult ? [pdfFile] : [])].filter(
    (file) => file !== formats.json.file && !isFolder(join(dir, file)),
  );
}

const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const takenBy = (dir: string, pid: number, startedAt: string): CertifyError =>
  new CertifyError('ERR_OUTPUT', 'Another run is writing its reports to this folder', {
    where: dir,
    expected: 'a folder that no other run uses',
    actual: `process ${pid}, which started at ${startedAt}`,
    advice: 'Wait until it ends, or name another folder with --out.',
  });

const takenOver = (dir: string): CertifyError =>
  new CertifyError('ERR_OUTPUT', 'Another run has taken over the folder of the reports', {
    where: dir,
    expected: 'the marker that this run left there',
    advice: 'Give each run a folder of its own with --out, and run the certification again.',
  });

/**
 * Writes the reports of a result, readable by the user alone: evidence is redacted and yet not for everyone. A report appears
 * whole or not at all, and the result last. Synchronous, since the last chance to write may be the exit of the process.
 *
 * @throws ERR_OUTPUT
 */
export function writeReports(
  result: Result,
  dir: string,
  { formats: kinds = defaultFormats, messages = '', marker }: Wanted = {},
  files: FileSystem = nodeFileSystem,
): ReportPaths {
  const resultFile = join(dir, formats.json.file);
  if (marker !== undefined && markerIn(resultFile)?.id !== marker) throw takenOver(dir);
  const staged = [...kinds].sort(resultLast).map((kind) => {
    const { file, write } = formats[kind];
    return { content: write(result, messages), temporary: temporary(dir, file), path: join(dir, file) };
  });
  attempt(dir, () => {
    try {
      makeFolders(dir, files);
      for (const { temporary, content } of staged) writeNew(temporary, content, files);
      for (const { temporary, path } of staged) files.renameSync(temporary, path);
      if (marker !== undefined && !kinds.includes('json')) files.rmSync(resultFile, { force: true });
    } finally {
      for (const { temporary } of staged) files.rmSync(temporary, { force: true });
    }
  });
  return Object.fromEntries(kinds.map((kind) => [kind, join(dir, formats[kind].file)]));
}

/** When the result appears, all other reports are in place. */
const resultLast = (one: Format, other: Format): number => Number(one === 'json') - Number(other === 'json');

/**
 * Makes a folder and those above it that are missing, for the user alone. One by one, since Node.js tries for ever where a file system
 * such as /proc takes no folder.
 */
export function makeFolders(dir: string, files: Pick<FileSystem, 'mkdirSync'> = nodeFileSystem): void {
  const missing: string[] = [];
  for (let path = resolve(dir); statSync(path, { throwIfNoEntry: false }) === undefined; path = dirname(path))
    missing.unshift(path);
  for (const path of missing) {
    try {
      files.mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Another run may have made it meanwhile.
      if (!isFolder(path)) throw error;
    }
  }
  if (!statSync(dir).isDirectory()) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST', syscall: 'mkdir' });
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
  EFBIG: ['A file would exceed the size limit', 'Raise the limit (ulimit -f), or name another folder with --out.'],
  EROFS: ['The file system is read-only', 'Name a folder on another file system with --out.'],
  EACCES: ['The folder may not be written to', 'Change its permissions, or name another folder with --out.'],
  EPERM: ['The folder may not be written to', 'Change its permissions, or name another folder with --out.'],
  ENOENT: ['The file system takes no folder there', 'Name a folder on another file system with --out.'],
  ENOTDIR: ['Part of the path is a file, not a folder', 'Name a folder with --out.'],
  EEXIST: ['There is a file of that name, and not a folder', 'Name a folder with --out.'],
  ELOOP: ['The path has too many links, or a link to itself', 'Name another folder with --out.'],
  ENAMETOOLONG: ['A name in the path is too long', 'Name another folder with --out.'],
  EMFILE: ['This process has too many open files', 'Raise the limit (ulimit -n), and run the certification again.'],
  ENFILE: ['The system has too many open files', 'End other programs, and run the certification again.'],
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
