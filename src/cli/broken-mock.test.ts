import { describe, expect, it } from 'vitest';
import { cli, readResult, withFolder, started } from './fixtures/cli.ts';

const defect = 'refund-above-captured';
const name = `embedded mock of Nopan (unofficial), broken on purpose: ${defect}`;

describe('a run against a mock that is broken on purpose', () => {
  it('notices the defect, and repeats what failed with the same defect', async () => {
    await withFolder(async (out) => {
      const { code, stdout } = await cli(['run', '--quiet', '--out', out, '--tags', '@PAY-12', '--defect', defect]);
      const { target, scenarios } = readResult(out);
      expect([code, target.name]).toEqual([1, name]);
      expect(stdout).toMatch(new RegExp(`^NOT CERTIFIED {2}${name.replace(/[()]/g, String.raw`\$&`)} · exit code 1\n`));
      expect(target.note).toBe(
        'This mock was broken on purpose, to see whether the certification notices: refund-above-captured (specs/defects.yaml). Nothing is certified here.',
      );
      const failed = scenarios.filter(({ failure }) => failure !== undefined);
      expect(failed.map(({ failure }) => failure?.repeat)).toEqual(
        failed.map(({ id }) => `${started()} run ${id} --defect ${defect}`),
      );
    });
  });

  it('is never a certification, also where nothing failed', async () => {
    await withFolder(async (out) => {
      const { code } = await cli(['run', '--quiet', '--out', out, '--name', 'TLS 1.3', '--defect', defect]);
      const { verdict, reasons } = readResult(out);
      expect([code, verdict, reasons[0]]).toEqual([
        4,
        'INCOMPLETE',
        'The mock was broken on purpose, so this certifies nothing: 1 defect, refund-above-captured.',
      ]);
    });
  });

  it('is refused for a defect that does not exist, and for the sandbox', async () => {
    const unknown = await cli(['run', '--defect', 'refund-above-capturd']);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('There is no defect refund-above-capturd (ERR_USAGE)') as string,
    ]);
    expect(unknown.stderr).toContain(defect);
    const seeded = await cli(['run', '--target', 'sandbox', '--seed', '42']);
    expect([seeded.code, seeded.stderr]).toEqual([
      2,
      expect.stringContaining('--seed works only with the embedded mock (ERR_USAGE)') as string,
    ]);
    const sandbox = await cli(['run', '--target', 'sandbox', '--defect', defect]);
    expect([sandbox.code, sandbox.stderr]).toEqual([
      2,
      expect.stringContaining('--defect works only with the embedded mock (ERR_USAGE)') as string,
    ]);
  });
});
