import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { featureKind } from '../runner/feature-files.ts';
import { ownStepFiles } from '../runner/step-files.ts';
import { everyFile } from './file-list.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-list-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
}

const features = (below = '.'): string[] =>
  everyFile({ path: join(folder, below), where: '--features checks' }, featureKind).map((file) =>
    relative(folder, file),
  );

describe('every file is found', () => {
  it.each([
    ...['team[1]', 'x{a,b}', 'wow+(a)', '!not', 'back\\slash', 'a?b', '*', '**', '[a-z]', '$HOME', '#x', 'a%20b'],
    ...['.hidden', '@team', 'x.feature', ' space ', 'line\nbreak', 'größe', '({[', 'a:12'],
  ])('in a folder named %j', (name) => {
    write(`${name}/own.feature`);
    expect(features()).toEqual([`${name}/own.feature`]);
    expect(features(name)).toEqual([`${name}/own.feature`]);
  });

  it.each(['.feature', '@own.feature', 'own:12.feature', '[x].feature'])('by the name %j', (name) => {
    write(name);
    expect(features()).toEqual([name]);
  });

  it('behind links, once, also where they go round in a circle', () => {
    write('real/own.feature', 'checks/a.feature');
    symlinkSync('../real', join(folder, 'checks/b'));
    symlinkSync('../real', join(folder, 'checks/c'));
    symlinkSync('..', join(folder, 'checks/d'));
    symlinkSync('.', join(folder, 'real/self'));
    symlinkSync('../real/own.feature', join(folder, 'checks/e.feature'));
    expect(features('checks')).toEqual(['checks/a.feature', 'checks/b/own.feature', 'checks/e.feature']);
  });

  it('and what is none is passed over', () => {
    write('own.feature', 'README.md', 'own.feature~', '.own.feature.swp', 'feature.yaml', 'node_modules/a/index.js');
    expect(features()).toEqual(['own.feature']);
  });

  it('as step files of every kind that is loaded', () => {
    write(
      'a.js',
      'b.mjs',
      'c/d.cjs',
      'e.ts',
      'f.mts',
      'g.cts',
      'data.json',
      'types.d.ts',
      'node_modules/installed/index.js',
    );
    expect(ownStepFiles(folder, '--steps checks').map((file) => relative(folder, file))).toEqual([
      'a.js',
      'b.mjs',
      'c/d.cjs',
      'e.ts',
      'f.mts',
      'g.cts',
    ]);
  });
});

describe('what would be left out is refused', () => {
  const refusal = (why: string) => ({ code: 'ERR_USAGE', message: expect.stringContaining(why) as string });

  it.each(['own.FEATURE', 'own.Feature', 'own.feature.md', 'own.feature.txt', 'own.features', 'own.feature '])(
    'a feature named %j',
    (name) => {
      write('own.feature', `more/${name}`);
      expect(() => features()).toThrow(
        expect.objectContaining(refusal('does not end with .feature, so it would be left out')) as Error,
      );
    },
  );

  it.each([
    ['steps.tsx', 'is not loaded'],
    ['steps.JSX', 'is not loaded'],
    ['steps.TS', 'does not end with .js, .mjs, .cjs, .ts, .mts or .cts'],
    ['steps.JS', 'does not end with .js, .mjs, .cjs, .ts, .mts or .cts'],
  ])('a step file named %s', (name, why) => {
    write('a.js', name);
    expect(() => ownStepFiles(folder, '--steps checks')).toThrow(expect.objectContaining(refusal(why)) as Error);
  });

  it('a link that leads nowhere', () => {
    write('own.feature');
    symlinkSync('/nowhere/at/all', join(folder, 'more'));
    expect(() => features()).toThrow(expect.objectContaining(refusal('is a broken link')) as Error);
  });

  it('a link to itself', () => {
    symlinkSync('own.feature', join(folder, 'own.feature'));
    expect(() => features()).toThrow(expect.objectContaining(refusal('is a broken link')) as Error);
  });

  it('a pipe', () => {
    execFileSync('mkfifo', [join(folder, 'own.feature')]);
    expect(() => features()).toThrow(expect.objectContaining(refusal('is not a regular file')) as Error);
  });

  it('a feature of an installed package', () => {
    write('own.feature', 'node_modules/other/theirs.feature');
    expect(() => features()).toThrow(
      expect.objectContaining({
        message: 'There are feature files of installed packages in the folder',
        expected: 'a folder without node_modules in it for --features checks',
      }) as Error,
    );
    expect(features('node_modules/other')).toEqual(['node_modules/other/theirs.feature']);
  });
});
