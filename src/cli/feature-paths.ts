import { isFolder } from '../config/own-checks.ts';
import { CertifyError } from '../errors.ts';

/** @throws ERR_USAGE when an option names a folder that is not there */
export function assertFolder(option: string, path: string): void {
  if (isFolder(path)) return;
  throw new CertifyError('ERR_USAGE', `There is no folder ${path}`, {
    where: `${option} ${path}`,
    expected: 'a folder',
    advice: 'Check the path; it is relative to the current folder.',
  });
}
