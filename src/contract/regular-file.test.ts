import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from './fixtures/folder.ts';
import { readAtMost, readRegularFile } from './regular-file.ts';

const most = 200_000;
const hasPipes = spawnSync('mkfifo', ['--version']).status === 0;
const hasZeroes = existsSync('/dev/zero');

it.each([0, 1, 65_536, most])('reads a file of %i bytes whole', (length) => {
  const text = 'ab'.repeat(most).slice(0, length);
  expect(readRegularFile(join(folder({ file: text }), 'file'), most).toString()).toBe(text);
});

describe('what cannot be read', () => {
  it('a larger file', () => {
    const dir = folder({ file: 'a'.repeat(most + 1) });
    expect(() => readRegularFile(join(dir, 'file'), most)).toThrow('it has more than 200000 bytes');
  });

  it('a folder', () => {
    expect(() => readRegularFile(folder({}), most)).toThrow('it is not a regular file');
  });

  it('a file that is not there', () => {
    expect(() => readRegularFile(join(folder({}), 'file'), most)).toThrow('ENOENT');
  });

  it.runIf(hasPipes)('a pipe that nobody writes to', () => {
    const pipe = join(folder({}), 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => readRegularFile(pipe, most)).toThrow('it is not a regular file');
  });

  it.runIf(hasZeroes)('a device, and a stream without end', () => {
    expect(() => readRegularFile('/dev/zero', most)).toThrow('it is not a regular file');
    const stream = openSync('/dev/zero', 'r');
    expect(() => readAtMost(stream, most)).toThrow('it has more than 200000 bytes');
    closeSync(stream);
  });
});
