import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killMatrixFile, packageRoot, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { KillMatrix } from '../contract/types/kill-matrix.ts';

const main = join(packageRoot(), 'dist/src/kill-matrix/main.js');
const out = mkdtempSync(join(tmpdir(), 'nopan-certify-kill-matrix-'));
afterAll(() => {
  rmSync(out, { recursive: true });
});

/** `npm run kill-matrix -- …`, without the build. */
const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

test('named defects are tried beside the mock without any, one part of them with controls', () => {
  const before = readFileSync(killMatrixFile, 'utf8');
  const { status, stdout, stderr } = run('hmac-missing', 'refund-above-captured', '--controls', '2/2', '--out', out);
  const matrix = JSON.parse(readFileSync(join(out, 'kill-matrix.json'), 'utf8')) as KillMatrix;
  expect(loadSchemas(schemasDir).violations('kill-matrix.schema', matrix)).toEqual([]);
  const [alone, controlled] = matrix.defects;
  expect(alone).toMatchObject({ id: 'hmac-missing', requirement: 'WHK-02', verdict: 'killed' });
  expect(alone?.scenarios).toBeLessThan(20);
  expect(controlled).toMatchObject({ id: 'refund-above-captured', requirement: 'PAY-12', verdict: 'killed' });
  expect(controlled?.scenarios).toBeGreaterThan(40);
  expect(controlled?.scenarios).toBeLessThan(matrix.unbroken.scenarios);
  expect(stderr).toContain('2/2  killed     ');
  expect(stdout).toContain('2 of 2 defects killed, 0 survived, 0 unrelated; the unbroken mock is ');
  expect(status).toBe(matrix.unbroken.verdict === 'CERTIFIED' ? 0 : 1);
  expect(readFileSync(killMatrixFile, 'utf8')).toBe(before);
});

test.each([
  [['refund-above-capturd'], 'nopan-certify: There is no defect refund-above-capturd (ERR_USAGE)\n'],
  [['--processes', '0'], 'It takes a whole number from 1 to 99.\n'],
  [['--controls', '3'], 'It takes a part and the number of parts, such as 1/3: from 1/3 to 3/3.\n'],
  [['--wohle'], "error: unknown option '--wohle'\n"],
])('a mistake is told, and nothing is run: %s', (args, told) => {
  const { status, stdout, stderr } = run(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(told);
});
