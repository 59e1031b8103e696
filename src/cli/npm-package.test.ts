import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';

interface Packed {
  readonly entryCount: number;
  readonly files: readonly { readonly path: string }[];
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
  expect(entryCount).toBeLessThan(2_400);
  const needed = ['dist/src/cli/main.js', 'specs/protocol.yaml', 'features/token/access-token.feature', 'README.md'];
  expect(paths).toEqual(expect.arrayContaining(needed));
});
