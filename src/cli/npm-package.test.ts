import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';

interface Packed {
  readonly entryCount: number;
  readonly files: readonly { readonly path: string }[];
}

const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  readonly bin: { readonly 'nopan-certify': string };
  readonly exports: { readonly './steps': Readonly<Record<'types' | 'default', string>> };
};
const { bin } = manifest;
const entryPoints = [bin['nopan-certify'], ...Object.values(manifest.exports['./steps'])].map(normalize);

/** A file of declarations and all of ours that it imports: what TypeScript reads for a step file. */
function declarationsOf(entry: string): string[] {
  const found = new Set([entry]);
  for (const file of found)
    for (const [, path = ''] of readFileSync(join(packageRoot(), file), 'utf8').matchAll(
      /['"](\.{1,2}\/[^'"]+)\.[jt]s['"]/g,
    ))
      found.add(`${join(dirname(file), path)}.d.ts`);
  return [...found];
}

it('the npm package has what a user needs, and nothing that only serves this project', async () => {
  const text = await new Promise<string>((resolve, reject) => {
    const options = { cwd: packageRoot(), maxBuffer: 16 << 20 };
    execFile('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options, (error, stdout) => {
      if (error) reject(new Error(error.message));
      else resolve(stdout);
    });
  });
  const [{ entryCount, files }] = JSON.parse(text) as [Packed];
  const paths = files.map(({ path }) => path);
  const unwanted = /^dist\/src\/(?:bench|kill-matrix)\/|\/fixtures\/|\.(?:test|bench)\.|\.map$|tsbuildinfo/;
  expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  expect(entryCount).toBeLessThan(1_600);
  const needed = ['dist/src/cli/main.js', 'specs/protocol.yaml', 'features/token/access-token.feature', 'README.md'];
  expect(paths).toEqual(expect.arrayContaining([...needed, ...entryPoints, ...declarationsOf('dist/steps/own.d.ts')]));
  const [firstLine] = readFileSync(join(packageRoot(), bin['nopan-certify']), 'utf8').split('\n');
  expect(firstLine).toBe('#!/usr/bin/env node');
});
