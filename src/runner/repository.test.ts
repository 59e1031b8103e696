import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderInRepository, pathInRepository, repositoryRoot, typedPath } from './repository.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'nopan-certify-repository-')));
  for (const folder of ['repo/app/checks', 'repo/own', 'other']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['repo/own/a.feature', 'other/b.feature']) writeFileSync(join(root, file), '');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const at = (path: string): string => join(root, path);

describe('the root of the repository', () => {
  it('is where git keeps its data, in a folder or a file', () => {
    mkdirSync(at('repo/.git'));
    expect(repositoryRoot(at('repo/app/checks'), {})).toBe(at('repo'));
    writeFileSync(at('repo/app/.git'), 'gitdir: elsewhere');
    expect(repositoryRoot(at('repo/app/checks'), {})).toBe(at('repo/app'));
  });

  it.each(['CI_PROJECT_DIR', 'GITHUB_WORKSPACE'])('is that of %s when the folder is below it', (variable) => {
    mkdirSync(at('repo/app/.git'));
    expect(repositoryRoot(at('repo/app'), { [variable]: at('repo') })).toBe(at('repo'));
    expect(repositoryRoot(at('repo/app'), { [variable]: at('other') })).toBe(at('repo/app'));
    expect(repositoryRoot(at('repo/app'), { [variable]: at('nowhere') })).toBe(at('repo/app'));
    expect(folderInRepository(at('repo/app'), { [variable]: at('repo') })).toBe('app');
    expect(folderInRepository(at('repo'), { [variable]: at('repo') })).toBe('');
  });
});

describe('a path of the command line', () => {
  const typed = (path: string, env = {}): string => typedPath(path, at('repo/app'), env);

  it('stays as it was typed, unless it is absolute and in the repository', () => {
    const inCi = { CI_PROJECT_DIR: at('repo') };
    expect([typed('../own', inCi), typed(at('repo/own'), inCi), typed(at('other'), inCi)]).toEqual([
      '../own',
      '../own',
      at('other'),
    ]);
    expect(typed(at('repo/app/checks'))).toBe(at('repo/app/checks'));
  });
});

describe('a file is named', () => {
  const named = (file: string): string => pathInRepository(at(file), at('repo/app'), { CI_PROJECT_DIR: at('repo') });

  it('as it is typed in the current folder, within the repository', () => {
    writeFileSync(at('repo/app/checks/c.feature'), '');
    expect([named('repo/app/checks/c.feature'), named('repo/own/a.feature')]).toEqual([
      'checks/c.feature',
      '../own/a.feature',
    ]);
  });

  it('by its absolute path outside of it', () => {
    expect(named('other/b.feature')).toBe(at('other/b.feature'));
  });

  it('below a current folder that a link leads to', () => {
    symlinkSync(at('repo/app'), at('link'));
    expect(pathInRepository(at('link/checks/c.feature'), at('link'), {})).toBe('checks/c.feature');
  });
});
