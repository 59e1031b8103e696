import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { membersOf, smallPackage, withInputs } from '../package/fixtures/small-package.ts';
import { signerOf } from '../package/signer.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { cli, leaveResult, shownCommands, withFolder } from './fixtures/cli.ts';

/** What a shell makes of a line of these examples: words, quotes removed, no comment. */
const words = (line: string): string[] =>
  [...line.replace(/\s+#.*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** The examples of a text, without those that need a target of the reader's own, or serve until they are interrupted. */
function examplesIn(text: string): string[] {
  return shownCommands(text).filter(
    (line) => runnable.test(line) && !line.includes('--target sandbox') && !aPackage.test(line),
  );
}

/** Commands that need no target of the reader's own, and end by themselves. */
const runnable =
  /^(run|diff|merge|history|call|explain|sign|verify|keys csr|keys signing|init|assumptions|steps|trace)/;

/** Packages need a run; their examples have a test of their own. */
const aPackage = /^(?:verify|sign-off) \S+\.zip/;

/** Examples of commands that read the example files are for this package's folder; the others may write. */
const read = /^(explain|sign|verify)/;

/** Examples of commands that read what runs have left. */
const readsResults = /^(diff|merge|history)$/;

/** What an example of a deviation ends with. */
const deviates = /wrong-order|pretty-body|two-mistakes|encoded-payload/;

const documents = ['README.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(packageRoot(), name), 'utf8'));
const helps = await Promise.all(
  ['run', 'call', 'assumptions', 'init', 'steps', 'trace', 'diff', 'merge', 'history'].map((command) =>
    cli([command, '--help']),
  ),
);
/** What only a reader knows. */
const filledIn = (line: string): string =>
  line.replace('your-organization-id', 'org-4711').replace('Your Company', 'Acme Shop');
const examples = [...documents, ...helps.map(({ stdout }) => stdout)].flatMap(examplesIn).map(filledIn);

const signer = await signerOf();

/** Results where the examples look for them: the sample, and two shards. */
function leaveResults(folder: string): void {
  const result = certifiedResult();
  const put = (name: string, of: Result): void => {
    leaveResult(join(folder, name), of);
  };
  for (const run of ['reports/main', 'reports/branch', 'main', 'branch']) put(`${run}/result.json`, result);
  const packed = withInputs(result);
  writeFileSync(join(folder, 'last-go-live.zip'), smallPackage(signer, packed, membersOf(packed)));
  for (const [place, content] of shards.entries()) {
    mkdirSync(join(folder, `reports/${place + 1}`), { recursive: true });
    writeFileSync(join(folder, `reports/${place + 1}/result.json`), content);
  }
}

/** Only shards that were run with the features and specs of this version are merged. */
const shards = await withFolder(async (folder) => {
  for (const index of [1, 2])
    await cli(['run', 'features/versioning', '--quiet', '--shard', `${index}/2`, '--out', join(folder, `${index}`)]);
  return [1, 2].map((index) => readFileSync(join(folder, `${index}/result.json`)));
});

/** What is asked about a case that failed in the last run, in the folder of that run. */
const aboutCases = await Promise.all(['replay', 'ticket'].map((command) => cli([command, '--help'])));
const caseExamples = [...documents, ...aboutCases.map(({ stdout }) => stdout)]
  .flatMap(shownCommands)
  .filter((line) => /^(?:replay|ticket) /.test(line) && !line.includes('--out reports/sandbox'));

/** Said before it is run. */
const runs = /^Runs {2}node \S+\/main\.js run --defect=refund-above-captured -- features\/\S+\n$/;

describe('every example about a failed case', () => {
  it('works after the run against a broken mock that the README shows', async () => {
    expect(documents[0]).toContain('nopan-certify run --tags @PAY-12 --defect refund-above-captured');
    expect(caseExamples.length).toBeGreaterThan(3);
    await withFolder(async (cwd) => {
      await cli(['run', '--quiet', '--tags', '@PAY-12', '--defect', 'refund-above-captured'], { cwd });
      for (const line of new Set(caseExamples.map((example) => words(example).join(' ')))) {
        const { code, stderr } = await cli(line.split(' '), { cwd });
        const replays = line.startsWith('replay');
        expect([line, code, stderr]).toEqual([line, replays ? 1 : 0, replays ? expect.stringMatching(runs) : '']);
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
      if (readsResults.test(command)) leaveResults(folder);
      const cwd = read.test(command) ? packageRoot() : folder;
      const { code, stderr } = await cli([command, ...options, ...(command === 'run' ? ['--dry-run'] : [])], { cwd });
      // A part of the features was dealt out to the shards.
      expect([code, stderr]).toEqual([command === 'merge' ? 4 : deviates.test(line) ? 1 : 0, '']);
    });
  });
});
