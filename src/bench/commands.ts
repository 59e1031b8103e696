import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { median } from './measure.ts';

const main = join(packageRoot(), 'dist/src/cli/main.js');

/** Wall time of whole processes, in seconds: start, certificates, scenarios, reports, exit. */
export function timeCommands(runs: number): Record<string, number> {
  const out = mkdtempSync(join(tmpdir(), 'nopan-certify-bench-'));
  try {
    return {
      'node -e 0 (floor)': time(runs, ['-e', '0']),
      'nopan-certify --help': time(runs, [main, '--help']),
      'nopan-certify run, one scenario': time(runs, [main, 'run', '--quiet', '--out', out, firstScenario()]),
      [`nopan-certify run, ${counted(some)}`]: time(runs, [main, 'run', '--quiet', '--out', out, ...some]),
      [`nopan-certify run, everything (${counted([])})`]: time(runs, [main, 'run', '--quiet', '--out', out]),
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function time(runs: number, command: readonly string[]): number {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    seconds.push((performance.now() - start) / 1000);
    if (status !== 0 && status !== 4) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  }
  return median(seconds);
}

/** About thirty scenarios: a selection of the size of a small catalogue. */
const some = ['features/payments', 'features/webhooks'];

const counted = (features: readonly string[]): string => /\n(\d+ scenarios)/.exec(dryRun(features))?.[1] ?? '';

const dryRun = (features: readonly string[]): string =>
  spawnSync(process.execPath, [main, 'run', '--dry-run', ...features], { encoding: 'utf8' }).stdout;

function firstScenario(): string {
  const stdout = dryRun([]);
  const id = /\((features\/signing\/\S+:\d+)\)/.exec(stdout)?.[1];
  if (id === undefined) throw new Error(`the dry run lists no scenario on signing:\n${stdout}`);
  return id;
}
