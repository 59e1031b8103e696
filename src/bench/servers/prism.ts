import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../../contract/locations.ts';
import { cores, endingWithUs, onCore } from '../processes.ts';
import type { LoadedServer } from './loaded-server.ts';
import { openApiDocument } from './openapi.ts';

export const prismVersion = '5.14.2';

const folder = join(packageRoot(), `node_modules/.cache/nopan-certify/prism-${prismVersion}`);
const main = join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');

/**
 * Starts Prism without TLS, in one process, without logs, for one operation. It is no dependency of this project, being 90 MB: npm
 * installs it when it is first needed.
 * @throws when it cannot be installed or does not start
 */
export async function startPrism(operation: string, example: string): Promise<LoadedServer> {
  if (!existsSync(main)) install();
  const document = join(folder, 'openapi.json');
  writeFileSync(document, JSON.stringify(openApiDocument(operation, example)));
  const port = await freePort();
  const command = [process.execPath, main, 'mock', document, '--port', String(port), '--verboseLevel', 'silent'];
  const [file, ...args] = onCore(cores.server, command);
  const child = endingWithUs(spawn(file, args, { stdio: 'ignore' }));
  const ended = once(child, 'exit');
  await listening(port);
  return {
    pid: child.pid ?? NaN,
    endpoint: { baseUrl: `http://127.0.0.1:${port}` },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

function install(): void {
  console.log(`Installing @stoplight/prism-cli ${prismVersion} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr, error } = spawnSync('npm', [...args, `@stoplight/prism-cli@${prismVersion}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm cannot install it: ${error?.message ?? stderr.trim().split('\n')[0] ?? ''}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const reached = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (reached) return;
    await pause(100);
  }
  throw new Error('it does not listen after half a minute');
}
