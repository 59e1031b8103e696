import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { median } from './measure.ts';
import type { Writing } from './writing.ts';

/** Runs everything, and lends the folder with its result. */
export async function withResult<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-bench-'));
  try {
    started(join(packageRoot(), 'dist/src/cli/main.js'), 'run', '--quiet', '--format', 'json', '--out', folder);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes all outputs of so many scenarios of a result, each time in a process of its own, since memory is never given back. */
export function timeOutputs(folder: string, size: number, rounds: number): Writing {
  const writings = Array.from(
    { length: rounds },
    () => JSON.parse(started(join(import.meta.dirname, 'writing.js'), folder, String(size))) as Writing,
  );
  const middle = (value: (writing: Writing) => number | undefined): number =>
    median(writings.map((writing) => value(writing) ?? NaN));
  const [first] = writings;
  if (first === undefined) throw new Error('nothing was measured');
  return {
    formats: first.formats.map(({ name, bytes }, index) => ({
      ...{ name, bytes },
      ms: middle(({ formats }) => formats[index]?.ms),
    })),
    allMs: middle(({ allMs }) => allMs),
    heldMb: middle(({ heldMb }) => heldMb),
    peakMb: middle(({ peakMb }) => peakMb),
  };
}

function started(...command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0 && status !== 4) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}
