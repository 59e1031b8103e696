import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';

const hostile = join(packageRoot(), 'src/cli/fixtures/hostile');
const failing = ['--tags', '@PAY-12', '--defect', 'refund-above-captured'];

describe('step files of a user’s own', () => {
  it('say nothing about scenarios of ours, and what they print goes where no program reads it', async () => {
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli([
        ...['run', ...failing, '--out', out],
        ...['--features', hostile, '--steps', join(hostile, 'steps'), '--parallel', '1'],
      ]);
      const { verdict, scenarios, requirements, notes } = readResult(out);
      expect([code, verdict], stderr).toEqual([1, 'NOT CERTIFIED']);
      const ours = scenarios.filter(({ own }) => own !== true).map(({ outcome }) => outcome);
      expect(ours.filter((outcome) => 'result' in outcome && outcome.result === 'FAILED').length).toBeGreaterThan(0);
      const theirs = scenarios.filter(({ own }) => own === true);
      expect(theirs.map(({ name, outcome }) => [name, outcome])).toEqual([
        ['It holds', { status: 'FINISHED', result: 'PASSED' }],
        ['It says where it runs', { status: 'FINISHED', result: 'PASSED' }],
      ]);
      expect(requirements.find(({ id }) => id === 'PAY-12')?.outcome).toEqual({ status: 'FINISHED', result: 'FAILED' });
      expect(notes).toContain(`Step files of the user's own took part: ${join(hostile, 'steps')}.`);
      expect(stderr).toContain('connection: abilities,baseUrl,control,defects,kind,name,trust\n');
      expect(stdout).not.toContain('connection: ');
      expect(stderr).not.toContain('Debugger');
    });
  });

  it('that nothing runs with take no part, which is said', async () => {
    await withFolder(async (out) => {
      const steps = join(hostile, 'steps');
      const { code, stderr } = await cli(['run', ...failing, '--steps', steps, '--quiet', '--out', out]);
      expect(code).toBe(1);
      expect(stderr).toBe(
        `nopan-certify: warning: none of your features is selected, so nothing uses the step files in ${steps}\n`,
      );
      expect(readResult(out).notes.filter((note) => note.includes('took part'))).toEqual([]);
    });
  });

  it('are heard to their last word, however much they say', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(packageRoot(), join(folder, 'node_modules/nopan-certify'));
      writeFileSync(
        join(folder, 'talk.mjs'),
        "import { Then } from 'nopan-certify/steps';\nThen('it talks', () => { for (let line = 1; line <= 20000; line += 1) process.stdout.write(`line ${line}\\n`); });\n",
      );
      writeFileSync(
        join(folder, 'talk.feature'),
        'Feature: Talk\n  @TLS-01\n  Scenario: A long one\n    Then it talks\n',
      );
      const { stderr } = await cli([
        'run',
        join(folder, 'talk.feature'),
        '--steps',
        folder,
        '--quiet',
        '--out',
        folder,
      ]);
      expect(stderr.match(/^line \d+$/gm)).toHaveLength(20_000);
    });
  });
});
