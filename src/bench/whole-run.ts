import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResult } from '../cli/result-file.ts';
import { packageRoot, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { median } from './measure.ts';
import { timeByPlace, type Profile } from './profile.ts';

const main = join(packageRoot(), 'dist/src/cli/main.js');

export interface WholeRun {
  readonly result: Result;
  /** Wall time, in seconds. */
  readonly floor: number;
  readonly dryRun: number;
  readonly run: number;
  /** Of one run under the sampling profiler, in milliseconds. */
  readonly places: readonly (readonly [name: string, ms: number])[];
}

/** Everything against the embedded mock, cold, in one process: how long it takes, and where that time goes. */
export function timeWholeRun(rounds: number): WholeRun {
  const out = mkdtempSync(join(tmpdir(), 'nopan-certify-bench-'));
  const everything = [main, 'run', '--quiet', '--out', out];
  try {
    const times = { floor: [] as number[], dryRun: [] as number[], run: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.floor.push(timed(['-e', '0']));
      times.dryRun.push(timed([main, 'run', '--dry-run']));
      times.run.push(timed(everything));
    }
    timed(['--cpu-prof', '--cpu-prof-dir', out, '--cpu-prof-name', 'run.cpuprofile', ...everything]);
    return {
      floor: median(times.floor),
      dryRun: median(times.dryRun),
      run: median(times.run),
      result: readResult(out, { schemas: loadSchemas(schemasDir) }),
      places: timeByPlace(JSON.parse(readFileSync(join(out, 'run.cpuprofile'), 'utf8')) as Profile),
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function timed(command: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0 && status !== 4) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

/** Connections that were made, and how long their handshakes took as the client saw it: both sides of them run in this process. */
export function handshakesOf({ scenarios }: Result): { readonly count: number; readonly ms: number } {
  const exchanges = scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
  const connects = exchanges.flatMap(({ timings }) => timings.connectMs ?? []);
  return { count: connects.length, ms: connects.reduce((sum, ms) => sum + ms, 0) };
}
