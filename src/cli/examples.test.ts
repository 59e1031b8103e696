import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, withFolder } from './fixtures/cli.ts';

/** What a shell makes of a line of these examples: words, quotes removed, no comment. */
const words = (line: string): string[] =>
  [...line.replace(/\s+#.*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** The examples of a text, without those that need a target of the reader's own, or serve until they are interrupted. */
function examplesIn(text: string): string[] {
  const lines = [...text.matchAll(/^(?: *\$ | *npx )nopan-certify (.*)$/gm)].map(([, line]) => line ?? '');
  return lines.filter((line) => runnable.test(line) && !line.includes('--target sandbox'));
}

/** Commands that need no target of the reader's own, and end by themselves. */
const runnable = /^(run|call|explain|sign|verify|keys csr|keys signing|init|assumptions|steps|trace)/;

/** Examples of commands that read the example files are for this package's folder; the others may write. */
const read = /^(explain|sign|verify)/;

/** What an example of a deviation ends with. */
const deviates = /wrong-order|pretty-body|two-mistakes|encoded-payload/;

const documents = ['README.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(packageRoot(), name), 'utf8'));
const helps = await Promise.all(
  ['run', 'call', 'assumptions', 'init', 'steps', 'trace'].map((command) => cli([command, '--help'])),
);
const examples = [...documents, ...helps.map(({ stdout }) => stdout)].flatMap(examplesIn);

/** What is asked about a case that failed in the last run, in the folder of that run. */
const aboutCases = await Promise.all(['replay', 'ticket'].map((command) => cli([command, '--help'])));
const caseExamples = [...documents, ...aboutCases.map(({ stdout }) => stdout)]
  .flatMap((text) => [...text.matchAll(/^(?: *\$ | *npx )nopan-certify ((?:replay|ticket) .*)$/gm)])
  .map(([, line]) => line ?? '')
  .filter((line) => !line.includes('--out reports/sandbox'));

describe('every example about a failed case', () => {
  it('works after the run against a broken mock that the README shows', { timeout: 60_000 }, async () => {
    expect(documents[0]).toContain('nopan-certify run --tags @PAY-12 --defect refund-above-captured');
    expect(caseExamples.length).toBeGreaterThan(3);
    await withFolder(async (cwd) => {
      await cli(['run', '--quiet', '--tags', '@PAY-12', '--defect', 'refund-above-captured'], { cwd });
      for (const line of new Set(caseExamples.map((example) => words(example).join(' ')))) {
        const { code, stderr } = await cli(line.split(' '), { cwd });
        expect([line, code, stderr]).toEqual([line, line.startsWith('replay') ? 1 : 0, '']);
      }
    });
  });
});

describe('every example that a reader can paste', () => {
  it('is found', () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  it.each([...new Set(examples)])('works: %s', async (line) => {
    const [command = '', ...options] = words(line);
    await withFolder(async (folder) => {
      const cwd = read.test(command) ? packageRoot() : folder;
      const { code, stderr } = await cli([command, ...options, ...(command === 'run' ? ['--dry-run'] : [])], { cwd });
      expect([code, stderr]).toEqual([deviates.test(line) ? 1 : 0, '']);
    });
  });
});
