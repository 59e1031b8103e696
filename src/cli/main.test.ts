import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';

const main = join(packageRoot(), 'dist/src/cli/main.js');

it.each([['--help'], ['run', '--help'], ['assumptions']])(
  'says nothing when nobody reads its output: %s',
  async (...args) => {
    const child = spawn(process.execPath, [main, ...args]);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  },
);
