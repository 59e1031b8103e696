import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { systemClock } from '../../clock.ts';
import { CertifyError } from '../../errors.ts';

/** A lock that only one process can hold. */
export interface FileLock {
  /** Releases it and removes its file. */
  release(): void;
}

/** Locks a file descriptor until it is closed or its process ends; false when another process holds the lock. */
type TryLock = (file: number) => boolean;

interface LockOptions {
  /** The system's file lock; null if unavailable. Default: detected. */
  readonly tryLock?: TryLock | null;
  /** The current time in milliseconds, by the clock of file timestamps. */
  readonly now?: () => number;
}

/** The longest note, in bytes: any longer file is not ours. */
const longestNote = 20;
const noteText = /^\d*\s*$/;

/** Without system locks the holder touches its file regularly; after this time untouched, the lock is free. */
const touchEveryMs = 2000;
const abandonedAfterMs = 10_000;

/**
 * Takes a lock on a file that holds the process id. The system lock decides, since a process id means nothing in another container.
 *
 * @returns the process id of the holder, when another process holds it
 * @throws {CertifyError} ERR_STATE when the path holds something else, which is left unchanged
 * @throws what opening a file throws
 */
export function lockFile(path: string, options: LockOptions = {}): FileLock | { readonly holder: string } {
  const { tryLock = systemLock(), now = () => systemClock.now() } = options;
  for (;;) {
    const file = openLock(path);
    try {
      const note = noteIn(file, path);
      const taken = tryLock === null ? isAbandoned(file, note, now()) : tryLock(file);
      if (!taken) {
        closeSync(file);
        return { holder: note };
      }
      // The last holder may have removed the file between opening and locking it.
      if (isStillThere(file, path)) return held(file, path, tryLock === null);
      closeSync(file);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }
}

/** A link is not followed: it could lead to anything. */
function openLock(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw notOurs(path, 'a link');
    throw error;
  }
}

function noteIn(file: number, path: string): string {
  const about = fstatSync(file);
  if (!about.isFile()) throw notOurs(path, 'not a regular file');
  const content = Buffer.alloc(longestNote + 1);
  const note = content.toString('latin1', 0, readSync(file, content, 0, content.length, 0));
  if (about.size > longestNote || !noteText.test(note)) throw notOurs(path, 'a file with other content');
  return note.trim();
}

function notOurs(path: string, actual: string): CertifyError {
  return new CertifyError('ERR_STATE', 'The lock file of the state is something else', {
    where: path,
    expected: 'a lock file of an earlier mock, or no file',
    actual,
    advice: 'Remove it, or name another file with --state.',
  });
}

function isAbandoned(file: number, note: string, now: number): boolean {
  return note === '' || now - fstatSync(file).mtimeMs > abandonedAfterMs;
}

function isStillThere(file: number, path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const { ino, dev } = fstatSync(file);
  return there?.ino === ino && there.dev === dev;
}

function held(file: number, path: string, touch: boolean): FileLock {
  ftruncateSync(file);
  writeSync(file, String(process.pid), 0);
  const timer = touch
    ? setInterval(() => {
        touchNow(file);
      }, touchEveryMs).unref()
    : undefined;
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      clearInterval(timer);
      if (isStillThere(file, path)) rmSync(path, { force: true });
      closeSync(file);
    },
  };
}

function touchNow(file: number): void {
  const now = systemClock.now() / 1000;
  futimesSync(file, now, now);
}

/** Locks that end with their process and hold across containers; undefined where the library does not support the system. */
function systemLock(): TryLock | null {
  try {
    return (createRequire(import.meta.url)('fs-native-extensions') as { readonly tryLock: TryLock }).tryLock;
  } catch {
    return null;
  }
}
