import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { withFolder } from './fixtures/cli.ts';

const main = join(packageRoot(), 'dist/src/cli/main.js');
const key = ['--key', 'docs/examples/public-key.pem'];
const signing = ['--key', 'docs/examples/EXAMPLE-private-key.pem', '--keyid', 'k'];

/** Runs the command line, which must come to its end soon. */
function ended(args: readonly string[], stdin?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: packageRoot(),
    encoding: 'utf8',
    timeout: 120_000,
    stdio: [stdin === undefined ? 'ignore' : openSync(stdin, 'r'), 'pipe', 'pipe'],
  });
  return { status, stdout, stderr: stderr.split('\n').slice(0, 2).join('\n') };
}

const refused = (problem: string, where: string) => ({
  status: 2,
  stdout: '',
  stderr: `nopan-certify: ${problem}\n  at        ${where}`,
});

const unreadable = (file: string, why: string) => refused(`The file ${file} cannot be read: ${why} (ERR_INPUT)`, file);

const hasPipes = spawnSync('mkfifo', ['--version']).status === 0;

describe.runIf(hasPipes)('a pipe that nobody writes to holds up no command', () => {
  it('as configuration', async () => {
    await withFolder((folder) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      expect(ended(['config', 'show', '--config', pipe])).toEqual(
        refused('The configuration cannot be read: it is not a regular file (ERR_CONFIG)', pipe),
      );
      return Promise.resolve();
    });
  });

  it.each([
    ['explain', key],
    ['verify', key],
    ['sign', signing],
  ])('as message: %s', async (command, options) => {
    await withFolder((folder) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      expect(ended([command, pipe, ...options])).toEqual(unreadable(pipe, 'it is not a regular file'));
      return Promise.resolve();
    });
  });
});

describe.runIf(existsSync('/dev/zero'))('a file without end fills no memory', () => {
  it('as configuration', () => {
    expect(ended(['config', 'show', '--config', '/dev/zero'])).toEqual(
      refused('The configuration cannot be read: it is not a regular file (ERR_CONFIG)', '/dev/zero'),
    );
  });

  it('as message', () => {
    expect(ended(['explain', '/dev/zero', ...key])).toEqual(unreadable('/dev/zero', 'it is not a regular file'));
  });

  it('as key', () => {
    expect(ended(['explain', 'docs/examples/request.http', '--key', '/dev/zero'])).toEqual(
      unreadable('/dev/zero', 'it is not a regular file'),
    );
  });

  it('on standard input', () => {
    expect(ended(['explain', '-', ...key], '/dev/zero')).toEqual(unreadable('-', 'it has more than 67108864 bytes'));
  });

  it('as what a curl command names', async () => {
    await withFolder((folder) => {
      const command = join(folder, 'request.curl');
      writeFileSync(command, 'curl https://localhost/ --data @zero');
      const { status, stderr } = ended(['explain', command, ...key, '--data-dir', '/dev']);
      expect([status, stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: The file /dev/zero cannot be read: it is not a regular file (ERR_INPUT)',
      ]);
      return Promise.resolve();
    });
  });
});

it('a configuration of more than a mebibyte is refused', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'config.yaml');
    writeFileSync(file, '#'.repeat(1024 * 1024 + 1));
    expect(ended(['config', 'show', '--config', file])).toEqual(
      refused('The configuration cannot be read: it has more than 1048576 bytes (ERR_CONFIG)', file),
    );
    return Promise.resolve();
  });
});
