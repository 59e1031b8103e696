import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withFolder } from './fixtures/cli.ts';
import { writeNewFiles } from './new-files.ts';

const [first, second] = ['first', 'second'].map((name) => ({ name, content: `${name}\n`, mode: 0o600 })) as [
  { name: string; content: string; mode: number },
  { name: string; content: string; mode: number },
];
/** Cannot be written: there is no such folder. */
const impossible = { ...second, name: 'missing/second' };

it.each([false, true])('a failure on the way leaves everything as it was, force: %s', async (force) => {
  await withFolder((folder) => {
    if (force) writeFileSync(join(folder, 'first'), 'older');
    expect(() => {
      writeNewFiles([first, impossible], { folder, force });
    }).toThrow(expect.objectContaining({ code: 'ERR_OUTPUT', where: folder }) as Error);
    expect(readdirSync(folder)).toEqual(force ? ['first'] : []);
    if (force) expect(readFileSync(join(folder, 'first'), 'utf8')).toBe('older');
    return Promise.resolve();
  });
});

it('what appears after the check is not overwritten, and what was written before it is taken back', async () => {
  await withFolder((folder) => {
    // The second file is one that the first has just made.
    const twice = { name: './first', content: 'another\n', mode: 0o600 };
    expect(() => {
      writeNewFiles([first, second, twice], { folder, force: false });
    }).toThrow('The files cannot be written: EEXIST');
    expect(readdirSync(folder)).toEqual([]);
    return Promise.resolve();
  });
});

it.each([false, true])(
  'a link that another user of the folder has put there is no hindrance, force: %s',
  async (force) => {
    await withFolder((folder) => {
      symlinkSync('elsewhere', join(folder, `.first.${process.pid}.tmp`));
      writeNewFiles([first], { folder, force });
      expect([readFileSync(join(folder, 'first'), 'utf8'), existsSync(join(folder, 'elsewhere'))]).toEqual([
        'first\n',
        false,
      ]);
      return Promise.resolve();
    });
  },
);
