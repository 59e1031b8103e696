import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFile, type FileLock } from './file-lock.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-lock-'));
  path = join(folder, 'state.mdb-process');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function taken(lock: ReturnType<typeof lockFile>): FileLock {
  if ('release' in lock) return lock;
  throw new Error(`It is held by ${lock.holder}`);
}

/** Where the system locks no files. */
const without = { tryLock: null };

describe.each([
  ['by the system', {}],
  ['by touching', without],
])('a lock %s', (_how, options) => {
  test('is held by one at a time, who says its number', () => {
    const lock = taken(lockFile(path, options));
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual([String(process.pid), 0o600]);
    expect(lockFile(path, options)).toEqual({ holder: String(process.pid) });
    lock.release();
    lock.release();
    expect(existsSync(path)).toBe(false);
    taken(lockFile(path, options)).release();
  });

  test.each([
    [
      'a link',
      () => {
        symlinkSync(join(folder, 'precious'), path);
      },
      'a link',
    ],
    [
      'a link that leads nowhere',
      () => {
        symlinkSync(join(folder, 'nowhere'), path);
      },
      'a link',
    ],
    [
      'a file with other content',
      () => {
        writeFileSync(path, 'precious');
      },
      'a file with other content',
    ],
    [
      'a file of many digits',
      () => {
        writeFileSync(path, '1'.repeat(100));
      },
      'a file with other content',
    ],
    ['a pipe', () => spawnSync('mkfifo', [path]), 'not a regular file'],
  ])('does not take the place of %s', (_what, make, actual) => {
    writeFileSync(join(folder, 'precious'), 'precious');
    make();
    expect(() => lockFile(path, options)).toThrow(
      expect.objectContaining({ code: 'ERR_STATE', where: path, actual }) as Error,
    );
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('precious');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});

test('what a process has noted that was killed is no lock, even when the number is that of another process now', () => {
  for (const note of [String(process.pid), '1', '']) {
    writeFileSync(path, note);
    taken(lockFile(path)).release();
  }
});

test('a lock ends with its process, however that ends', () => {
  const library = join(import.meta.dirname, '../../../node_modules/fs-native-extensions');
  const program = `const fs = require('fs'); const file = fs.openSync(${JSON.stringify(path)}, 'w+');
    if (!require(${JSON.stringify(library)}).tryLock(file)) process.exit(1);
    fs.writeSync(file, '${process.pid}'); process.kill(process.pid, 'SIGKILL');`;
  expect(() => execFileSync(process.execPath, ['-e', program])).toThrow(
    expect.objectContaining({ signal: 'SIGKILL' }) as Error,
  );
  expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
  taken(lockFile(path)).release();
});

test('where the system locks no files, one that nobody has touched for ten seconds is free', () => {
  writeFileSync(path, '1');
  const touchedAt = 1_000_000;
  utimesSync(path, touchedAt, touchedAt);
  const at = (seconds: number) => ({ ...without, now: () => (touchedAt + seconds) * 1000 });
  expect(lockFile(path, at(10))).toEqual({ holder: '1' });
  taken(lockFile(path, at(10.1))).release();
});

test('a folder is no place for a lock', () => {
  mkdirSync(path);
  expect(() => lockFile(path)).toThrow('EISDIR');
});
