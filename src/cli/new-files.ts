import { randomBytes } from 'node:crypto';
import { chmodSync, constants, copyFileSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import { makeFolders } from '../report/write.ts';

export interface NewFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Permissions: 0600 for what is secret. */
  readonly mode: number;
}

export interface Place {
  /** Made for its owner alone if it is not there. */
  readonly folder: string;
  /** Whether files of the same names are replaced. */
  readonly force: boolean;
  /** What to do when something is in the way; --out and --force, unless said otherwise. */
  readonly advice?: string;
  /** Whether files get their permissions exactly, whatever the umask takes away. */
  readonly exactMode?: boolean;
}

/**
 * Writes files: all of them or none, each whole, and none over another without being told.
 *
 * @throws ERR_OUTPUT
 */
export function writeNewFiles(files: readonly NewFile[], place: Place): void {
  try {
    refuseExisting(files, place);
    makeFolders(place.folder);
    writeAll(files, place);
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    throw new CertifyError('ERR_OUTPUT', `The files cannot be written: ${(cause as Error).message}`, {
      where: place.folder,
      expected: 'a folder that can be written to',
      advice: place.advice ?? 'Name another folder with --out.',
      cause,
    });
  }
}

/** A folder is in the way even of what is told to replace. */
function refuseExisting(files: readonly NewFile[], { folder, force, advice }: Place): void {
  const existing = files.filter(({ name }) => {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return found !== undefined && (!force || found.isDirectory());
  });
  if (existing.length === 0) return;
  const names = existing.map(({ name }) => name);
  throw new CertifyError(
    'ERR_OUTPUT',
    `${names.join(' and ')} already ${names.length === 1 ? 'exists' : 'exist'}; nothing was written`,
    {
      where: names.map((name) => join(folder, name)).join(', '),
      expected: 'no file of that name',
      blame: 'configuration',
      advice:
        advice ??
        (force
          ? 'Name another folder with --out.'
          : 'Name another folder with --out, or give --force to overwrite it: a private key that is overwritten is lost.'),
    },
  );
}

/** Each file first under another name, so that what fails on the way leaves everything as it was. */
function writeAll(files: readonly NewFile[], { folder, force, exactMode = false }: Place): void {
  const staged = files.map(({ name, content, mode }) => ({
    temporary: join(folder, `.${name}.${randomBytes(8).toString('hex')}.tmp`),
    target: join(folder, name),
    content,
    mode,
  }));
  const placed: string[] = [];
  try {
    for (const { temporary, content, mode } of staged) {
      writeFileSync(temporary, content, { mode, flag: 'wx' });
      if (exactMode) chmodSync(temporary, mode);
    }
    for (const { temporary, target } of staged) {
      if (force) renameSync(temporary, target);
      else copyFileSync(temporary, target, constants.COPYFILE_EXCL);
      placed.push(target);
    }
  } catch (error) {
    if (!force) for (const target of placed) rmSync(target, { force: true });
    throw error;
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}
