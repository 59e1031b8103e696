import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';

const folders = ['.github', 'docs', 'features', 'specs', 'src', 'steps'];
const files = ['README.md', 'CONTRIBUTING.md', 'package.json'].concat(
  folders.flatMap((folder) =>
    readdirSync(join(packageRoot(), folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map(({ parentPath, name }) => join(parentPath, name).slice(packageRoot().length + 1)),
  ),
);

/** The lines of files that match, as path:line. */
const linesWith = (pattern: RegExp, among = files): string[] =>
  among.flatMap((file) =>
    readFileSync(join(packageRoot(), file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

// Nobody owns the name in the npm registry: whoever registers it must not get code run by our readers.
it('no documentation and no message has npx fetch the program, nor npm install it by its name', () => {
  expect(files.length).toBeGreaterThan(800);
  expect(linesWith(/npx (?:-(?!-no )\S+ )*nopan-certify/)).toEqual([]);
  // npx takes an option that comes before a command of ours for its own.
  expect(linesWith(/npx --no nopan-certify -/)).toEqual([]);
  expect(linesWith(/npm (?:install|i|add) (?:-\S+ )*nopan-certify(?![-\w.]*\.tgz)/)).toEqual([]);
});

it('no document shows a command that only a global installation has', () => {
  const documents = files.filter((file) => /\.(?:md|yml)$/.test(file));
  expect(
    linesWith(
      /(?<!--no |pnpm exec |yarn )\bnopan-certify (?:call|config|diff|doctor|explain|init|keys|merge|mock|run|trace|verify)\b/,
      documents,
    ),
  ).toEqual([]);
});
