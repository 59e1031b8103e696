import { Writable } from 'node:stream';
import { openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printError } from './errors.ts';

function printed(error: unknown): [code: number, first: string | undefined] {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  const code = printError(error, stream);
  return [code, text.split('\n')[0]];
}

describe('an error of the system', () => {
  it.each([
    ['ENOSPC', 'The disk is full'],
    ['EROFS', 'The file system is read-only'],
    ['ELOOP', 'The path has too many links, or a link to itself'],
    ['ENAMETOOLONG', 'A name in the path is too long'],
    ['EMFILE', 'This process has too many open files'],
    ['EACCES', 'Permission denied'],
    ['EXDEV', 'EXDEV: no'],
  ])('%s is the environment', (code, message) => {
    const error = Object.assign(new Error(`${code}: no`), { code, syscall: 'open', path: '/x' });
    expect(printed(error)).toEqual([3, `nopan-certify: ${message} (ERR_SYSTEM)`]);
  });

  it('is told of a folder that is gone', () => {
    const error = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'uv_cwd' });
    expect(printed(error)[1]).toBe('nopan-certify: The current folder no longer exists (ERR_SYSTEM)');
  });

  it('is what Node.js throws', () => {
    let thrown: unknown;
    try {
      openSync(`/${'a'.repeat(300)}`, 'r');
    } catch (error) {
      thrown = error;
    }
    expect(printed(thrown)).toEqual([3, 'nopan-certify: A name in the path is too long (ERR_SYSTEM)']);
  });

  it('is none of ours, and ours is none', () => {
    expect(printed(Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toEqual([
      5,
      'nopan-certify: a fault of nopan-certify itself (ERR_HARNESS)',
    ]);
  });
});
