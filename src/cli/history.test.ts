import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { cli, leaveResult, withFolder } from './fixtures/cli.ts';

describe('nopan-certify history', () => {
  it('finds results at any depth, and names what is none', async () => {
    await withFolder(async (folder) => {
      for (const name of ['.', 'deep/er']) leaveResult(join(folder, name, 'result.json'), certifiedResult());
      mkdirSync(join(folder, 'bad'));
      writeFileSync(join(folder, 'bad/result.json'), '{}');
      const { code, stdout, stderr } = await cli(['history', folder, '--out', 'page.html'], { cwd: folder });
      expect([code, stdout]).toEqual([0, 'page.html: 2 runs\n']);
      expect(stderr).toContain(`ERR_INPUT)\n  at        ${join(folder, 'bad', 'result.json')}\n`);
      const page = readFileSync(join(folder, 'page.html'), 'utf8');
      for (const shown of ['deep/er/result.json', '>bad/result.json</li>']) expect(page).toContain(shown);
    });
  });

  it('refuses a folder without any, and one that is not there', async () => {
    await withFolder(async (folder) => {
      const empty = await cli(['history', folder], { cwd: folder });
      expect([empty.code, empty.stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: There is no result in the folder or below it (ERR_INPUT)',
      ]);
      const absent = await cli(['history', join(folder, 'absent')], { cwd: folder });
      expect([absent.code, absent.stderr.startsWith('nopan-certify: The folder cannot be read: ENOENT')]).toEqual([
        2,
        true,
      ]);
    });
  });
});
