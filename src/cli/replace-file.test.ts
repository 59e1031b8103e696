import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withFolder } from './fixtures/cli.ts';
import { replaceFile } from './replace-file.ts';

const modeOf = (file: string): number => statSync(file).mode & 0o777;

it('keeps the permissions of a file', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, 'older', { mode: 0o640 });
    replaceFile(file, 'newer');
    expect([readFileSync(file, 'utf8'), modeOf(file), readdirSync(folder)]).toEqual(['newer', 0o640, ['file']]);
    return Promise.resolve();
  });
});

it('keeps permissions that the umask would take away', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, 'older');
    chmodSync(file, 0o664);
    const before = process.umask(0o077);
    try {
      replaceFile(file, 'newer');
    } finally {
      process.umask(before);
    }
    expect([readFileSync(file, 'utf8'), modeOf(file), readdirSync(folder)]).toEqual(['newer', 0o664, ['file']]);
    return Promise.resolve();
  });
});

it('replaces what a link leads to', async () => {
  await withFolder((folder) => {
    const [link, file] = [join(folder, 'link'), join(folder, 'elsewhere', 'file')];
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(file, 'older');
    symlinkSync(file, link);
    replaceFile(link, 'newer');
    expect([lstatSync(link).isSymbolicLink(), readFileSync(file, 'utf8')]).toEqual([true, 'newer']);
    return Promise.resolve();
  });
});

it('makes a file that is not there, for its owner alone', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'file');
    replaceFile(file, 'new');
    expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['new', 0o600]);
    return Promise.resolve();
  });
});
