import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';

const folder = join(packageRoot(), 'src/cli/fixtures/flaky');

describe('--repeat', () => {
  it('tells a scenario whose results differ from one whose results do not, everywhere, and is never green', async () => {
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli(
        ['run', join(folder, 'flaky.feature'), '--steps', folder, '--repeat', '3', '--out', out],
        { cwd: packageRoot(), reports: true },
      );
      const { scenarios, verdict, reasons, repeat, requirements } = readResult(out);
      const reason = 'its results differ: of 3 tries 2 passed, 1 failed (in turn: passed, failed, passed)';
      expect([code, verdict, repeat]).toEqual([1, 'NOT CERTIFIED', 3]);
      expect(scenarios.map(({ outcome }) => outcome)).toEqual([
        { status: 'FINISHED', result: 'FLAKY', reason },
        { status: 'FINISHED', result: 'PASSED' },
      ]);
      expect(scenarios[0]?.failure?.repeat).toMatch(/ --repeat 3$/);
      expect(requirements.find(({ id }) => id === 'TLS-01')?.outcome).toEqual(scenarios[0]?.outcome);
      expect(reasons[0]).toMatch(
        new RegExp(
          `^Flaky: TLS-01: flaky \\(.*flaky\\.feature:3\\): ${reason.replaceAll(/[()]/g, '\\$&')}; as a race does$`,
        ),
      );
      expect(reasons.filter((text) => text.includes('more than once'))).toEqual([]);
      expect(stderr.match(/^\d\/6 {2}\w+/gm)).toHaveLength(6);
      expect(stdout).toContain('≈ 1. TLS-01  flaky\n');
      expect(stdout).toContain(`\n  flaky        ${reason}\n`);
      const report = (name: string): string => readFileSync(join(out, name), 'utf8');
      expect(report('junit.xml')).toContain(`<failure type="FLAKY" message="Flaky: ${reason}">`);
      expect(report('summary.md')).toContain(`**Flaky:** ${reason}`);
      expect(report('report.html')).toContain('</svg>Flaky</span>');
    });
  });

  it.each(['0', '100', 'two'])('takes no %s', async (times) => {
    const { code, stderr } = await cli(['run', '--repeat', times]);
    expect([code, stderr.includes('It takes a whole number from 1 to 99.')]).toEqual([2, true]);
  });

  it('looks for differences, which --fail-fast would not wait for', async () => {
    const { code, stderr } = await cli(['run', '--repeat', '2', '--fail-fast']);
    expect([code, stderr.includes("'--repeat <times>' cannot be used with option '--fail-fast'")]).toEqual([2, true]);
  });
});
