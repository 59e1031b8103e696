import { readRegularFile } from '../contract/regular-file.ts';
import { CertifyError } from '../errors.ts';

/** The largest feature, spec, step file or report, in bytes. */
const longest = 256 << 20;

/** @throws ERR_INPUT when it is not a regular file that can be read */
export function readInputFile(file: string): Buffer {
  try {
    return readRegularFile(file, longest);
  } catch (cause) {
    throw new CertifyError('ERR_INPUT', `The file cannot be read: ${(cause as Error).message}`, {
      where: file,
      expected: 'a regular file that this user may read',
      advice: 'Check the path and the permissions of the file.',
      cause,
    });
  }
}
