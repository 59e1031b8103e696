import { statSync } from 'node:fs';
import { readBeginning } from '../contract/regular-file.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { isArchive } from '../package/is-archive.ts';
import { readResult, type ResultReader } from './result-file.ts';
import { sourceOf } from './signed-message.ts';

/**
 * A result by its file or folder, or by the package that holds it, in which every byte must be as it was signed.
 *
 * @throws ERR_INPUT when there is none, it is no result of this version, or the package is not sound
 */
export async function readPackedResult(path: string, reader: ResultReader): Promise<Result> {
  return beginsAsArchive(path) ? unpacked(path, reader) : readResult(path, reader);
}

function beginsAsArchive(path: string): boolean {
  // Reading the whole file reports a pipe, a device or a missing file.
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true && isArchive(readBeginning(path, 4));
}

async function unpacked(path: string, { schemas, reference }: ResultReader): Promise<Result> {
  const { readPackage } = await import('../package/read-package.ts');
  try {
    return (await readPackage(sourceOf(path).bytes, schemas, reference)).result;
  } catch (cause) {
    if (!(cause instanceof CertifyError) || cause.code !== 'ERR_PACKAGE') throw cause;
    throw new CertifyError('ERR_INPUT', `The package is not sound: ${cause.message}`, {
      where: cause.where === undefined ? path : `${path}, ${cause.where}`,
      expected: 'a package in which each byte is as it was signed',
      advice: 'Ask whoever made the package for it again; "nopan-certify verify" tells more.',
      cause,
    });
  }
}
