import { CertifyError } from '../errors.ts';

/** System errors: what happened and what to do. */
const problems: Readonly<Record<string, readonly [problem: string, advice: string]>> = {
  ENOSPC: ['The disk is full', 'Free some space, or write somewhere else.'],
  EDQUOT: ['The disk quota is used up', 'Free some space, or write somewhere else.'],
  EFBIG: ['The file would exceed the size limit', 'Raise the limit (ulimit -f), or write somewhere else.'],
  EROFS: ['The file system is read-only', 'Name a path on another file system.'],
  EACCES: ['Permission denied', 'Check the permissions of the path.'],
  EPERM: ['Permission denied', 'Check the permissions of the path.'],
  ELOOP: ['The path has too many links, or a link to itself', 'Check the path.'],
  ENAMETOOLONG: ['A name in the path is too long', 'Name a shorter path.'],
  ENOTDIR: ['Part of the path is a file, not a folder', 'Check the path.'],
  EISDIR: ['The path is a folder, not a file', 'Check the path.'],
  ENOENT: ['The path does not exist', 'Check the path.'],
  EMFILE: ['This process has too many open files', 'Raise the limit (ulimit -n), and run the command again.'],
  ENFILE: ['The system has too many open files', 'End other programs, and run the command again.'],
  ENOMEM: ['The system is out of memory', 'End other programs, and run the command again.'],
  EIO: ['Input/output error', 'Check the disk or the terminal.'],
  EPIPE: ['The reader of the output has ended', 'Run the command again, and read its output to the end.'],
};

/** Turns a system error into a CertifyError, so that it is not reported as a fault of nopan-certify; undefined for other errors. */
export function systemError(error: unknown): CertifyError | undefined {
  const { code, syscall, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  if (syscall === 'uv_cwd')
    return new CertifyError('ERR_SYSTEM', 'The current folder no longer exists', {
      actual: code,
      advice: 'Change to a folder that exists, and run the command again.',
      cause: error,
    });
  const [problem, advice] = problems[code] ?? [message, 'Check the path and the system.'];
  return new CertifyError('ERR_SYSTEM', problem, {
    where: path ?? (syscall === 'write' ? 'the output of this command' : syscall),
    actual: `${code}, ${syscall}`,
    advice,
    cause: error,
  });
}
