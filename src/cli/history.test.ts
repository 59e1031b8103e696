import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { certifiedResult, sampleResult } from '../report/fixtures/sample.ts';
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

  it('draws verdict, counts and latencies of each run', async () => {
    await withFolder(async (folder) => {
      const tuesday = JSON.stringify(sampleResult()).replaceAll('2026-01-19', '2026-01-20');
      leaveResult(join(folder, 'monday/result.json'), certifiedResult());
      leaveResult(join(folder, 'tuesday/result.json'), JSON.parse(tuesday) as Result);
      await cli(['history', folder, '--out', 'page.html'], { cwd: folder });
      const text = readFileSync(join(folder, 'page.html'), 'utf8')
        .replace(/<style>.*?<\/style>/s, '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ');
      expect(text).toContain('2 runs, from 2026-01-19 12:00:00 UTC to 2026-01-20 12:00:00 UTC.');
      expect(text).toContain('2 runs, the oldest first: 1 CERTIFIED, 1 NOT CERTIFIED');
      expect(text).toContain('payments/initiate 3.4 ms 3.4 ms 3.4 ms payments/refund');
      expect(text).toContain(
        '2026-01-20 12:00:00 UTC Not certified 14 passed, 2 failed, 1 warning, 2 not exercised, 1 not testable here ' +
          '29 passed, 2 failed, 1 warning, 1 review, 1 skipped, 1 not run tuesday/result.json ' +
          '2026-01-19 12:00:00 UTC Certified against a mock, not a go-live proof 11 passed 26 passed monday/result.json',
      );
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
