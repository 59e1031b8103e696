import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { writeNewFiles } from './new-files.ts';

/**
 * Gives a file another content: the whole of it or none, readable by whom it was. A link stays a link; a file that is not
 * there is made for its owner alone.
 *
 * @throws ERR_OUTPUT
 */
export function replaceFile(file: string, content: string): void {
  const [target, mode] = existsSync(file) ? [realpathSync(file), statSync(file).mode & 0o777] : [file, 0o600];
  writeNewFiles([{ name: basename(target), content, mode }], {
    folder: dirname(target),
    force: true,
    exactMode: true,
    advice: 'Make the folder writable; the file is as it was.',
  });
}
