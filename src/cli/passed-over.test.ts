import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';

const broken = [
  ...['run', 'features/payments/states.feature', 'features/payments/refund.feature', '--quiet'],
  ...['--defect', 'answers-unsigned'],
];

describe('scenarios whose precondition failed in many others', () => {
  it('are not run, and the verdict says so', async () => {
    await withFolder(async (out) => {
      const { code } = await cli([...broken, '--out', out]);
      const { summary, basis, verdict, reasons } = readResult(out);
      const { blocked = 0, notRun, total } = summary.scenarios;
      expect([code, verdict, basis?.passedOver, blocked + notRun]).toEqual([4, 'INCOMPLETE', notRun, total]);
      expect([blocked >= 20, notRun > 0]).toEqual([true, true]);
      expect(reasons).toContain(
        `The same precondition failed again and again: ${notRun} scenarios that need it were not run. --keep-going runs them.`,
      );
      // What the file says is derived again.
      expect((await cli(['diff', out, out])).code).toBe(0);
    });
  });

  it('are run where that is asked for', async () => {
    await withFolder(async (out) => {
      await cli([...broken, '--keep-going', '--out', out]);
      const { summary, basis } = readResult(out);
      expect([basis?.passedOver, summary.scenarios.blocked]).toEqual([undefined, summary.scenarios.total]);
    });
  });

  it('are all run with step files of the user’s own, which nobody takes at their word', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'steps/node_modules'), { recursive: true });
      symlinkSync(packageRoot(), join(folder, 'steps/node_modules/nopan-certify'));
      writeFileSync(
        join(folder, 'steps/shop.mjs'),
        "import { Given } from 'nopan-certify/steps';\nGiven('an order', () => { throw new Error('no shop'); });\n",
      );
      const rows = Array.from({ length: 22 }, (_, index) => `      | ${index} |`).join('\n');
      writeFileSync(
        join(folder, 'shop.feature'),
        `Feature: Shop\n  @TLS-01\n  Scenario Outline: Order <number>\n    Given an order\n    When I ask for its status\n\n    Examples:\n      | number |\n${rows}\n`,
      );
      await cli(['run', join(folder, 'shop.feature'), '--steps', join(folder, 'steps'), '--quiet', '--out', folder]);
      const { summary } = readResult(folder);
      expect([summary.scenarios.total, summary.scenarios.blocked]).toEqual([22, 22]);
    });
  });
});
