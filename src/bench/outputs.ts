import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { median } from './measure.ts';
import type { Writing } from './writing.ts';

/** Writes all outputs of results of so many scenarios, each in processes of its own, since memory is never given back. */
export function timeOutputs(sizes: readonly number[], rounds: number): ReadonlyMap<number, Writing> {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-bench-'));
  const started = (...command: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0 && status !== 4) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
    return stdout;
  };
  try {
    started(join(packageRoot(), 'dist/src/cli/main.js'), 'run', '--quiet', '--format', 'json', '--out', folder);
    const write = (size: number): Writing =>
      JSON.parse(started(join(import.meta.dirname, 'writing.js'), folder, String(size))) as Writing;
    return new Map(sizes.map((size) => [size, middle(Array.from({ length: rounds }, () => write(size)))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function middle(writings: readonly Writing[]): Writing {
  const [first] = writings;
  if (first === undefined) throw new Error('nothing was measured');
  return {
    formats: first.formats.map(({ name, bytes }, index) => ({
      ...{ name, bytes },
      ms: median(writings.map(({ formats }) => formats[index]?.ms ?? NaN)),
    })),
    allMs: median(writings.map(({ allMs }) => allMs)),
    heldMb: median(writings.map(({ heldMb }) => heldMb)),
    peakMb: median(writings.map(({ peakMb }) => peakMb)),
  };
}
