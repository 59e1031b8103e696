import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { withFolder } from '../cli/fixtures/cli.ts';
import { archiveOf } from './archive.ts';
import { sha256 } from './member.ts';

const members = [
  { name: 'specs/b.yaml', content: Buffer.from('b: 1\n'.repeat(100)) },
  { name: 'a.json', content: Buffer.from('{}') },
  { name: 'own/ä.feature', content: Buffer.alloc(0) },
];

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it('the same members give the same bytes, in any order and time zone', () => {
  const archive = archiveOf(members);
  expect(archiveOf([...members].reverse()).equals(archive)).toBe(true);
  for (const place of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu']) {
    process.env['TZ'] = place;
    expect(archiveOf(members).equals(archive), place).toBe(true);
  }
});

it('what a later version writes is what this one wrote, or no earlier package verifies', () => {
  expect(sha256(archiveOf(members))).toBe('1d316870a8778b5505258f64854e66333bc01e043c6f6a53e30bb9b48f22a61c');
});

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

it.runIf(hasUnzip)('unzip finds no fault with it', async () => {
  await withFolder((folder) => {
    const file = join(folder, 'a.zip');
    writeFileSync(file, archiveOf(members));
    const { status, stdout } = spawnSync('unzip', ['-t', file], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('No errors detected')]);
    return Promise.resolve();
  });
});
