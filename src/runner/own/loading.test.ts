import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../contract/locations.ts';
import { Together } from '../records.ts';
import { ownStepFiles } from '../step-files.ts';
import { checkOwnScenarios } from './phase.ts';
import { assertLoadable } from './typescript.ts';
import type { Limits } from './process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-steps-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(packageRoot(), join(folder, 'node_modules/nopan-certify'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Loads step files as a run does before anything is sent. */
async function load(files: Readonly<Record<string, string>>, limits: Partial<Limits> = {}): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await checkOwnScenarios({
    files: ownStepFiles(join(folder, 'steps'), '--steps steps'),
    ...{ read: [], scenarios: [], records: new Together(0), environment: process.env, limits },
    listener: { started() {}, finished() {} },
    signal: new AbortController().signal,
  });
}

const refusal = (details: Readonly<Record<string, unknown>>) => ({ code: 'ERR_STEPS', ...details });
const named = (file: string): string => join(folder, file);

describe('step files that load', () => {
  it('may print whatever they like, and be of any kind', async () => {
    await load({
      'steps/a.js': `import { When } from 'nopan-certify/steps';\nconsole.log('{"type":"end"}');\nWhen('I see it', () => {});`,
      'steps/b.cjs': `module.exports = 1;`,
      'package.json': '{ "type": "module" }',
    });
  });
});

describe('step files in TypeScript', () => {
  const typed = (call = 'words.first satisfies string') =>
    `import { When } from 'nopan-certify/steps';\nimport { words } from '../words.js';\nWhen(${call}, (): void => {});\n`;
  const helper = { 'words.ts': 'export enum words { first = "I see it" }\n' };

  it.each(['module', 'commonjs'])('load in a package of type %s, with what they import', async (type) => {
    const files = { 'steps/a.ts': typed(), 'steps/b.mts': typed('"b"'), 'steps/c.cts': typed('"c"') };
    await load({ ...files, ...helper, 'steps/types.d.ts': '', 'package.json': `{ "type": "${type}" }` });
  });

  it('have a place when they cannot be compiled', async () => {
    await expect(load({ 'steps/a.ts': typed('"a" +'), ...helper })).rejects.toMatchObject(
      refusal({ where: `${named('steps/a.ts')}:3:11`, message: expect.stringContaining('Unexpected') as string }),
    );
  });

  it('need tsx where Node.js does not load them', () => {
    const node = { strips: false, version: 'v20.19.0', resolve: () => undefined };
    expect(() => {
      assertLoadable([named('steps/a.js'), named('steps/b.mts')], node);
    }).toThrow(
      expect.objectContaining({
        code: 'ERR_STEPS',
        message: `The step file ${named('steps/b.mts')} is TypeScript, which Node.js v20.19.0 does not load`,
        advice: 'npm install --save-dev tsx',
      }) as Error,
    );
    expect(() => {
      assertLoadable([named('steps/a.js')], node);
      assertLoadable([named('steps/b.mts')], { ...node, strips: true });
    }).not.toThrow();
  });
});

describe('a step file that cannot be loaded is told with its place', () => {
  it('of a CommonJS package', async () => {
    const error = load({
      'steps/a.mjs': '',
      'steps/shop.js': `// shop\nimport { When } from 'nopan-certify/steps';\n`,
      'package.json': '{ "type": "commonjs" }',
    });
    await expect(error).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.js')} cannot be loaded: Cannot use import statement outside a module`,
        where: `${named('steps/shop.js')}:2:1`,
        advice: 'Rename it to end with .mjs, or add "type": "module" to its package.json.',
      }),
    );
  });

  it('with a package that is not there', async () => {
    await expect(load({ 'steps/shop.mjs': `const a = 1;\nimport x from 'not-there-at-all';\n` })).rejects.toMatchObject(
      refusal({
        where: `${named('steps/shop.mjs')}:2:15`,
        advice: 'Install it where the step file is: npm install not-there-at-all.',
      }),
    );
  });

  it('with a mistake of syntax in what it imports', async () => {
    const error = load({ 'steps/shop.mjs': `import '../lib/x.mjs';\n`, 'lib/x.mjs': 'const a = 1;\nlet b = ;\n' });
    await expect(error).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.mjs')} cannot be loaded: Unexpected token ';'`,
        where: `${named('lib/x.mjs')}:2:9, which it imports`,
      }),
    );
  });

  it('that throws', async () => {
    const error = load({
      'steps/shop.mjs': `const connect = () => {\n  throw new Error('no database');\n};\nconnect();\n`,
    });
    await expect(error).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.mjs')} cannot be loaded: no database`,
        where: `${named('steps/shop.mjs')}:2:9`,
      }),
    );
  });

  it('that waits for ever', async () => {
    await expect(load({ 'steps/shop.mjs': 'await new Promise(() => {});\n' })).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.mjs')} cannot be loaded: loading it never ended`,
        where: named('steps/shop.mjs'),
        advice: 'Look for a top-level await that never settles, or an endless loop.',
      }),
    );
  });

  it('that never comes to its end, with what it has started', async () => {
    const error = load({ 'steps/shop.mjs': 'for (;;);\n' }, { loadingMs: 50 });
    await expect(error).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.mjs')} cannot be loaded: loading it never ended`,
      }),
    );
  });

  it('with an expression that is none, which shows when all are loaded', async () => {
    const shop = `import { When } from 'nopan-certify/steps';\nWhen('I see (it', () => {});\n`;
    await expect(load({ 'steps/shop.mjs': shop, 'steps/z.mjs': '' })).rejects.toMatchObject(
      refusal({
        message: expect.stringMatching(/shop\.mjs cannot be loaded: This Cucumber Expression has a problem/) as string,
        where: `${named('steps/shop.mjs')}:2:7`,
      }),
    );
  });

  it('that ends the process', async () => {
    await expect(load({ 'steps/shop.mjs': 'process.exit(0);\n' })).rejects.toMatchObject(
      refusal({
        message: `The step file ${named('steps/shop.mjs')} cannot be loaded: the process ended too early, with code 0`,
      }),
    );
  });
});

describe('a process that reports on its own behalf', () => {
  const write = (text: string): string => `import { writeSync } from 'node:fs';\n${text}\n`;

  it('more than is read', async () => {
    const text = write(`const text = 'x'.repeat(1 << 16);\nfor (;;) writeSync(3, text);`);
    await expect(load({ 'steps/shop.mjs': text }, { report: 1 << 20 })).rejects.toMatchObject(
      refusal({
        message: expect.stringContaining('sent an invalid report: a message of more than 1048576 bytes') as string,
      }),
    );
  });

  it('what is no message', async () => {
    await expect(load({ 'steps/shop.mjs': write(`writeSync(3, 'nonsense\\n');`) })).rejects.toMatchObject(
      refusal({ message: expect.stringContaining('sent an invalid report: Unexpected token') as string }),
    );
  });

  it('a run more than was asked for', async () => {
    const again = write(`writeSync(3, '{"type":"begin"}\\n');`);
    await expect(load({ 'steps/shop.mjs': again })).rejects.toMatchObject(
      refusal({
        message: expect.stringContaining('the beginning of a run more often than was asked for') as string,
      }),
    );
  });
});
