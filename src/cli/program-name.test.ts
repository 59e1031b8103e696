import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programOf, spoken } from '../certification/commands.ts';
import { packageRoot } from '../contract/locations.ts';
import { withFolder } from './fixtures/cli.ts';
import { isCheckout, located, startedBy } from './program-name.ts';

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

it.each([
  ['See specs/protocol.yaml.', 'See node_modules/nopan-certify/specs/protocol.yaml.'],
  ['docs/examples/request.http (docs/mock.md)', 'docs/examples/request.http (node_modules/nopan-certify/docs/mock.md)'],
  ['checks/specs/protocol.yaml and specs/none.yaml', 'checks/specs/protocol.yaml and specs/none.yaml'],
  ['laid out as specs/ is', 'laid out as specs/ is'],
])('names our files by where they are: %s', async (text, expected) => {
  await withFolder((folder) => {
    const root = join(folder, 'node_modules/nopan-certify');
    for (const place of [folder, root]) mkdirSync(join(place, 'docs/examples'), { recursive: true });
    for (const file of ['docs/examples/request.http', 'node_modules/nopan-certify/docs/examples/request.http'])
      writeFileSync(join(folder, file), '');
    mkdirSync(join(root, 'specs'));
    for (const file of ['specs/protocol.yaml', 'docs/mock.md']) writeFileSync(join(root, file), '');
    expect([located(text, folder, root), located(text, root, root)]).toEqual([expected, text]);
    expect(located('specs/protocol.yaml', join(root, 'docs'), root)).toBe(`${root}/specs/protocol.yaml`);
    return Promise.resolve();
  });
});

it('knows a checkout, whose features are files of the repository', () => {
  expect([isCheckout(packageRoot()), isCheckout('/')]).toEqual([true, false]);
});
