import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, withFolder } from './fixtures/cli.ts';

const scenario = 'features/token/access-token.feature:9';
const failing = ['run', 'src/cli/fixtures/traps/throws.feature', '--steps', 'src/cli/fixtures/traps'];
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): ReturnType<typeof cli> =>
  cli(args, { cwd: packageRoot(), env });

describe('run --format', () => {
  it('writes what is asked for and nothing else', async () => {
    await withFolder(async (out) => {
      const { stdout } = await run(['run', scenario, '--out', out, '--format', 'ctrf, sarif,messages,ctrf']);
      expect(readdirSync(out).sort()).toEqual(['ctrf.json', 'messages.ndjson', 'results.sarif']);
      expect(stdout).toContain(`reports      ${join(out, 'ctrf.json')}\n`);
      const lines = readFileSync(join(out, 'messages.ndjson'), 'utf8').trimEnd().split('\n');
      const kinds = lines.flatMap((line) => Object.keys(JSON.parse(line) as object));
      expect([kinds[0], kinds.at(-1)]).toEqual(['meta', 'testRunFinished']);
      expect(kinds.filter((kind) => kind === 'testCaseFinished')).toHaveLength(1);
    });
  });

  it('refuses what it does not know, and names what it knows', async () => {
    expect(await run(['run', '--format', 'html,pdf,xml'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "error: option '--format <names>' argument 'html,pdf,xml' is invalid. It takes html, json, junit, markdown, ctrf, " +
        'sarif, codequality, messages, pdf, joined by commas, and not xml.\nAdd --help to see what this command takes.\n',
    });
  });
});

describe('run --annotations', () => {
  const marked = async (options: readonly string[], env?: NodeJS.ProcessEnv): Promise<boolean> =>
    withFolder(async (out) => {
      const { stdout } = await run([...failing, '--quiet', '--out', out, ...options], env);
      return stdout.startsWith('::error ');
    });

  it('marks failures where it is asked to, and by itself within GitHub Actions', async () => {
    expect(await marked([])).toBe(false);
    expect(await marked(['--annotations'])).toBe(true);
    expect(await marked([], { GITHUB_ACTIONS: 'true' })).toBe(true);
    expect(await marked(['--no-annotations'], { GITHUB_ACTIONS: 'true' })).toBe(false);
  });
});

describe('a PDF', () => {
  it('that nothing can print is wrong usage, and nothing is sent', async () => {
    await withFolder(async (out) => {
      const env = { PATH: '/nowhere', CHROME_PATH: '' };
      const { code, stdout, stderr } = await cli(['run', '--format', 'pdf', '--out', out], { env });

      expect([code, stdout, readdirSync(out)]).toEqual([2, '', []]);
      expect(stderr).toContain('nopan-certify: There is no Chromium to print a PDF with (ERR_USAGE)');
    });
  });

  it('that cannot be printed is told, and changes no verdict', async () => {
    await withFolder(async (out) => {
      const env = { CHROME_PATH: '/bin/false' };
      const run = ['run', 'features/versioning', '--format', 'json,pdf', '--out', out];
      const { code, stderr } = await cli(run, { env });

      expect([code, readdirSync(out).sort()]).toEqual([4, ['report.html', 'result.json']]);
      expect(stderr).toMatch(
        /^nopan-certify: warning: The report could not be printed as PDF: exit 1\. Print report\.html/m,
      );
    });
  });
});

it('a current folder that is gone is told, whatever the command would look up from there', async () => {
  await withFolder((folder) => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const main = join(packageRoot(), 'dist/src/cli/main.js');
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `rmdir "${gone}" && exec "${process.execPath}" "${main}" trace`],
      {
        cwd: gone,
        encoding: 'utf8',
      },
    );
    expect([status, stderr.split('\n')[0]]).toEqual([
      3,
      'nopan-certify: The current folder no longer exists (ERR_SYSTEM)',
    ]);
    return Promise.resolve();
  });
});
