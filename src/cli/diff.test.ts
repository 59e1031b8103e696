import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../contract/types/comparison.ts';
import type { Result } from '../contract/types/result.ts';
import { coherent } from '../certification/fixtures/coherent.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { membersOf, smallPackage, withInputs } from '../package/fixtures/small-package.ts';
import { signerOf } from '../package/signer.ts';
import { cli, leaveResult, withFolder, type Ended } from './fixtures/cli.ts';

/** Compares the sample with what becomes of it. */
function diff(change: (result: Result) => void, ...options: string[]): Promise<Ended> {
  return withFolder((folder) => {
    const now = structuredClone(certifiedResult());
    change(now);
    leaveResult(join(folder, 'result.json'), certifiedResult());
    leaveResult(join(folder, 'new.json'), coherent(now));
    return cli(['diff', folder, join(folder, 'new.json'), ...options]);
  });
}

function failFirst({ scenarios: [scenario] }: Result): void {
  const step = scenario?.steps.at(-1);
  if (scenario === undefined || step === undefined) throw new Error('The sample has none');
  step.status = 'FAILED';
  scenario.failure = { class: 'api', code: 'ERR_ASSERTION', message: 'Refused: \u001b[2J<b>|x|</b>' };
}

const sides = `  old  CERTIFIED · embedded mock of Nopan (unofficial) · 2026-01-19 12:00:00 UTC · nopan-certify 0.1.0
  new  CERTIFIED · embedded mock of Nopan (unofficial) · 2026-01-19 12:00:00 UTC · nopan-certify 0.1.0
`;

describe('nopan-certify diff', () => {
  it('finds nothing, and ends with 0', async () => {
    expect(await diff(() => undefined)).toEqual({ code: 0, stderr: '', stdout: `NO DIFFERENCE\n${sides}` });
  });

  it('tells a regression, and ends with 1', async () => {
    expect(await diff(failFirst)).toEqual({
      code: 1,
      stderr: '',
      stdout: `Verdict (1)
  ✗ The verdict
      CERTIFIED → NOT CERTIFIED
      Failed: TLS-01: TLS 1.3 is spoken (features/transport/transport.feature:5): Refused: <b>|x|</b>

Newly failing (2)
  ✗ TLS-01 Calls are made over TLS 1.3
      Passed → Failed
  ✗ features/transport/transport.feature:5 TLS 1.3 is spoken
      Passed → Failed
      Refused: <b>|x|</b>

REGRESSION
${sides.replace('new  CERTIFIED', 'new  NOT CERTIFIED')}`,
    });
  });

  it('tells what is no regression, and ends with 0', async () => {
    const { code, stdout } = await diff((result) => {
      if (result.requirements[0]) result.requirements[0].title = 'Another';
    });
    expect([code, stdout.split('\n')[0], stdout.includes('\nNO REGRESSION\n')]).toEqual([
      0,
      'Changed catalogue (1)',
      true,
    ]);
  });

  it('as Markdown, in which foreign text is no markup', async () => {
    const { code, stdout } = await diff(failFirst, '--markdown');
    expect(code).toBe(1);
    expect(stdout).toContain('## ❌ REGRESSION\n');
    expect(stdout).toContain('| Passed → Failed | Refused: &lt;b&gt;&#124;x&#124;&lt;/b&gt; |');
  });

  it('as JSON', async () => {
    const { code, stdout } = await diff(failFirst, '--json');
    const { regression, changes } = JSON.parse(stdout) as Comparison;
    expect([code, regression, changes.map(({ kind }) => kind)]).toEqual([
      1,
      true,
      ['verdict', 'newly failing', 'newly failing'],
    ]);
  });

  it('refuses what is no result', async () => {
    const { code, stderr, stdout } = await withFolder((folder) => {
      writeFileSync(join(folder, 'result.json'), '{"formatVersion":1}');
      return cli(['diff', folder, folder]);
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^nopan-certify: The result cannot be read: it is of format 1, and this version reads format 4 only \(ERR_INPUT\)\n {2}at {8}\S+result\.json\n/,
    );
  });

  describe('of packages', () => {
    const packed = async (use: (run: (...paths: string[]) => Promise<Ended>, path: string) => Promise<void>) => {
      const signer = await signerOf();
      const now = structuredClone(certifiedResult());
      failFirst(now);
      await withFolder(async (folder) => {
        const at = (name: string) => join(folder, name);
        const [before, after] = [withInputs(certifiedResult()), withInputs(coherent(now))];
        writeFileSync(at('old.zip'), smallPackage(signer, before, membersOf(before)));
        leaveResult(at('result.json'), after);
        writeFileSync(at('new.zip'), smallPackage(signer, after, membersOf(after)));
        await use((...names) => cli(['diff', ...names.map(at)]), folder);
      });
    };

    it('compares what they hold, with each other and with results', async () => {
      await packed(async (run) => {
        const ofResults = await diff(failFirst);
        expect(await run('old.zip', 'new.zip')).toEqual(ofResults);
        expect(await run('old.zip', 'result.json')).toEqual(ofResults);
        expect((await run('new.zip', 'new.zip')).code).toBe(0);
      });
    });

    it('refuses one in which a byte was changed, and calls that no regression', async () => {
      await packed(async (run, folder) => {
        const bytes = readFileSync(join(folder, 'old.zip'));
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(join(folder, 'changed.zip'), bytes);
        const { code, stdout, stderr } = await run('changed.zip', 'new.zip');
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/^nopan-certify: The package is not sound: .+ \(ERR_INPUT\)\n {2}at {8}\S+changed\.zip/);
      });
    });
  });

  it('refuses a folder that holds none', async () => {
    const { code, stderr } = await withFolder((folder) => cli(['diff', folder, folder]));
    expect(code).toBe(2);
    expect(stderr).toContain('The result cannot be read: there is no such file (ERR_INPUT)');
  });
});
