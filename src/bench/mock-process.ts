import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../contract/locations.ts';

export interface MockProcess {
  /** The configuration file with which it can be certified like the sandbox. */
  readonly config: string;
  stop(): Promise<void>;
}

/** The mock in a process of its own, so that client and server do not share one thread. */
export async function startMockProcess(): Promise<MockProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-mock-'));
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/src/cli/main.js'), 'mock', '--out', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => {
      resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`the mock ended with ${String(code)}`));
    });
  });
  return {
    config: join(folder, 'nopan-certify.config.yaml'),
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
