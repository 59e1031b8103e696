import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CertifyError } from '../errors.ts';

/**
 * Gives a file another content: the whole of it or none, readable by whom it was. A link stays a link.
 *
 * @throws ERR_OUTPUT
 */
export function replaceFile(file: string, content: string): void {
  try {
    const real = realpathSync(file);
    const temporary = join(dirname(real), `.${basename(real)}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, content, { mode: statSync(real).mode & 0o777, flag: 'wx' });
      renameSync(temporary, real);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (cause) {
    throw new CertifyError('ERR_OUTPUT', `The file cannot be written: ${(cause as Error).message}`, {
      where: file,
      expected: 'a file and a folder that can be written to',
      advice: 'Make them writable; the file is as it was.',
      cause,
    });
  }
}
