import { CertifyError } from '../errors.ts';

/** What a system error says, and what its reader can do about it. */
const problems: Readonly<Record<string, readonly [problem: string, advice: string]>> = {
  ENOSPC: ['The disk is full', 'Free some space, or write somewhere else.'],
  EDQUOT: ['The disk quota is used up', 'Free some space, or write somewhere else.'],
  EFBIG: ['A file would get larger than it may', 'Raise the limit (ulimit -f), or write somewhere else.'],
  EROFS: ['The file system is read-only', 'Name a path on another file system.'],
  EACCES: ['The path may not be used by this user', 'Check the permissions of the path.'],
  EPERM: ['The path may not be used by this user', 'Check the permissions of the path.'],
  ELOOP: ['The path has too many links, or a link to itself', 'Check the path.'],
  ENAMETOOLONG: ['A name in the path is too long', 'Name a shorter path.'],
  ENOTDIR: ['A part of the path is a file and not a folder', 'Check the path.'],
  EISDIR: ['The path is a folder and not a file', 'Check the path.'],
  ENOENT: ['The path does not exist', 'Check the path.'],
  EMFILE: ['This process may open no more files', 'Raise the limit (ulimit -n), and run the command again.'],
  ENFILE: ['The system can open no more files', 'End other programs, and run the command again.'],
  ENOMEM: ['The system has no more memory', 'End other programs, and run the command again.'],
  EIO: ['The system could not read or write', 'Check the disk or the terminal.'],
  EPIPE: ['Whoever read the output has ended', 'Run the command again, and read its output to the end.'],
};

/** An error of the system as one of ours; undefined for anything else. None of them is a fault of nopan-certify. */
export function systemError(error: unknown): CertifyError | undefined {
  const { code, syscall, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  if (syscall === 'uv_cwd')
    return new CertifyError('ERR_SYSTEM', 'The current folder does not exist any more', {
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
