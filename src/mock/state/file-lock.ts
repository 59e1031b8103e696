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

/** A lock that one process at a time holds. */
export interface FileLock {
  /** Gives it back, and removes its file. */
  release(): void;
}

/** Locks a file's descriptor for as long as it is open, whichever way its process ends; false when somebody else does. */
type TryLock = (file: number) => boolean;

interface LockOptions {
  /** What the system locks files with; null where it cannot. Default: what it has. */
  readonly tryLock?: TryLock | null;
  /** Milliseconds since 1970-01-01T00:00:00Z, as the system stamps files. */
  readonly now?: () => number;
}

/** Longer than any number of a process, and shorter than whatever else could be meant to stay. */
const longestNote = 20;
const noteText = /^\d*\s*$/;

/** Where files cannot be locked their holder touches its own, so that one which was left alone so long has none. */
const touchEveryMs = 2000;
const abandonedAfterMs = 10_000;

/**
 * Takes a lock by a file, in which its holder notes its number: the lock is the system's, since a number means nothing in another container.
 *
 * @returns the number that the holder has noted, when somebody else holds it
 * @throws {CertifyError} ERR_STATE when there is something else in the file's place, which is left as it is
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
      // Its last holder may have removed the file between our opening and locking it.
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
  if (!about.isFile()) throw notOurs(path, 'no regular file');
  const content = Buffer.alloc(longestNote + 1);
  const note = content.toString('latin1', 0, readSync(file, content, 0, content.length, 0));
  if (about.size > longestNote || !noteText.test(note)) throw notOurs(path, 'a file with other content');
  return note.trim();
}

function notOurs(path: string, actual: string): CertifyError {
  return new CertifyError('ERR_STATE', 'Something else is where the mock notes which process uses its state', {
    where: path,
    expected: 'a file that an earlier mock has left, or none',
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

/** Locks that end with their process and hold in every container that has the file; none where the library has no build for the system. */
function systemLock(): TryLock | null {
  try {
    return (createRequire(import.meta.url)('fs-native-extensions') as { readonly tryLock: TryLock }).tryLock;
  } catch {
    return null;
  }
}
