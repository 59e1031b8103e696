import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contract/locations.ts';
import { CertifyError } from '../../errors.ts';

/** The compiled program, also when running from sources, which Node cannot run directly. */
const program = join(packageRoot(), 'dist/src/mock/state/state-check.js');

const copyName = 'state.mdb';

/** Time limit: a gigabyte takes seconds, but a damaged file can loop. */
const longestMs = 120_000;

/**
 * Asserts that a state can be read completely. A separate process tries it with a copy, since LMDB crashes on a missing or damaged page.
 * @throws {CertifyError} ERR_STATE
 */
export function assertWhole(path: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-state-'));
  try {
    copyFileSync(path, join(folder, copyName));
    const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [program, folder, copyName], {
      // The folder for a core file.
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
    expected: 'the file as the last mock left it',
    actual,
    advice: 'Restore a backup, or name another file with --state.',
  });
}
