import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { endingWithUs, onCore } from './processes.ts';

export interface MockProcess {
  readonly pid: number;
  /** The configuration file with which it can be certified like the sandbox. */
  readonly config: string;
  stop(): Promise<void>;
}

/**
 * The mock in a process of its own, so that client and server do not share one thread.
 * @param core the one that it is kept to, where that can be
 */
export async function startMockProcess(core?: number): Promise<MockProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-mock-'));
  const command = [process.execPath, join(packageRoot(), 'dist/src/cli/main.js'), 'mock', '--out', folder];
  const [file = '', ...args] = core === undefined ? command : onCore(core, command);
  const child = endingWithUs(spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
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
    pid: child.pid ?? NaN,
    config: join(folder, 'nopan-certify.config.yaml'),
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
