import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { sampleResult } from '../report/fixtures/sample.ts';
import { leaveResult, withFolder } from './fixtures/cli.ts';

const text = readFileSync(join(packageRoot(), 'docs/result-format.md'), 'utf8');
const lines = [...text.matchAll(/^```sh\n([^`]*)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));
const withJq = spawnSync('jq', ['--version']).status === 0;

/** The sample, with a scenario that the page looks for. */
function sample(): Result {
  const result = sampleResult();
  for (const scenario of result.scenarios.slice(0, 1)) scenario.id = 'features/payments/states.feature:61';
  return result;
}

const inShell = (cwd: string, line: string): string => {
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8' });
  expect([line, stderr]).toEqual([line, '']);
  return stdout;
};

describe.skipIf(!withJq)('what docs/result-format.md shows', () => {
  it.each(lines)('works: %s', async (line) => {
    await withFolder((folder) => {
      for (const place of ['.', 'old', 'new']) leaveResult(join(folder, place, 'result.json'), sample());
      expect(inShell(folder, line) === '').toBe(line.includes('; diff '));
      return Promise.resolve();
    });
  });

  it('computes the digest', async () => {
    await withFolder((folder) => {
      leaveResult(join(folder, 'result.json'), sample());
      const [computed, told] = lines.slice(0, 2).map((line) => inShell(folder, line).slice(0, 64));
      expect(computed).toMatch(/^[0-9a-f]{64}$/);
      expect(computed).toBe(told);
      return Promise.resolve();
    });
  });
});
