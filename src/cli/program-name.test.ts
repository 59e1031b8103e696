import { describe, expect, it } from 'vitest';
import { programOf, spoken } from '../certification/commands.ts';
import { packageRoot } from '../contract/locations.ts';
import { isCheckout, startedBy } from './program-name.ts';

describe('startedBy', () => {
  it.each([
    ['/shop/node_modules/.bin/nopan-certify', undefined],
    ['/shop/node_modules/nopan-certify/dist/src/cli/main.js', undefined],
    ['C:\\shop\\node_modules\\nopan-certify\\dist\\src\\cli\\main.js', undefined],
    ['/root/.npm/_npx/1/node_modules/.bin/nopan-certify', undefined],
    ['/usr/local/bin/nopan-certify', 'nopan-certify'],
    ['/certify/dist/src/cli/main.js', 'dist/src/cli/main.js'],
    ['/certify/src/cli/main.ts', 'src/cli/main.ts'],
    ['/elsewhere/dist/src/cli/main.js', '/elsewhere/dist/src/cli/main.js'],
    ['/shop/some-test-runner.js', undefined],
    ['', undefined],
  ])('of %j is %j', (path, program) => {
    // A folder that is there, since its real path is asked for.
    const root = packageRoot();
    const there = path.replace('/certify/', `${root}/`);
    expect(startedBy(there, root)).toBe(program);
  });
});

describe('a command of a hint', () => {
  it.each([
    [undefined, 'npx --no nopan-certify'],
    ['nopan-certify', 'nopan-certify'],
    ['dist/src/cli/main.js', 'node dist/src/cli/main.js'],
    ['src/cli/main.ts', 'node --import tsx src/cli/main.ts'],
    ['/a b/dist/src/cli/main.js', "node '/a b/dist/src/cli/main.js'"],
  ])('begins, where the program was started by %j, with %s', (program, words) => {
    const run = { options: program === undefined ? {} : { program } };
    expect(programOf(run)).toBe(words);
    expect(spoken('nopan-certify doctor tries it; see "npx nopan-certify keys show".', run)).toBe(
      `${words} doctor tries it; see "${words} keys show".`,
    );
  });

  it('is told from the name of the program and of its files', () => {
    const text = 'A fault of nopan-certify itself: nopan-certify.config.yaml, npm install --save-dev nopan-certify.';
    expect(spoken(text, {})).toBe(text);
  });
});

it('knows a checkout, whose features are files of the repository', () => {
  expect([isCheckout(packageRoot()), isCheckout('/')]).toEqual([true, false]);
});
