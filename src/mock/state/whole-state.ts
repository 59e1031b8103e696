import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contract/locations.ts';
import { CertifyError } from '../../errors.ts';

/** As compiled: the same for the sources, which Node does not run by itself. */
const program = join(packageRoot(), 'dist/src/mock/state/state-check.js');

const copyName = 'state.mdb';

/** Some seconds for a gigabyte; a damaged file can go round in circles. */
const longestMs = 120_000;

/**
 * That a state can be read to its end. A process of its own tries it with a copy: LMDB ends its process on a page that is missing or damaged.
 * @throws {CertifyError} ERR_STATE
 */
export function assertWhole(path: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-state-'));
  try {
    copyFileSync(path, join(folder, copyName));
    const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [program, folder, copyName], {
      // Where a core file would be left.
      cwd: folder,
      encoding: 'utf8',
      timeout: longestMs,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (status === 0) return;
    const said =
      stdout ||
      /^\w*Error: .*$/m.exec(stderr)?.[0] ||
      `reading it ended with ${signal ?? String(status ?? error?.message)}`;
    throw damaged(path, said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function damaged(path: string, actual: string): CertifyError {
  return new CertifyError('ERR_STATE', 'The state is damaged', {
    where: path,
    expected: 'a file as the last mock that used it has left it',
    actual,
    advice: 'Put a copy of it back, or name another file with --state.',
  });
}
