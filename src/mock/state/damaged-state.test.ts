import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileStorage } from './lmdb-storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-damaged-'));
const good = join(folder, 'good.mdb');
const page = 4096;
let size: number;

beforeAll(async () => {
  const storage = fileStorage(good);
  const payments = storage.collection<object>('payments');
  for (let number = 0; number < 200; number++) payments.put(`p-${number}`, { number, text: 'A payment'.repeat(20) });
  for (let number = 0; number < 200; number += 2) payments.remove(`p-${number}`);
  payments.put('much', { text: 'x'.repeat(3 * page) });
  await storage.close();
  size = readFileSync(good).length;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of the state that something has happened to. */
function state(name: string, happen: (path: string) => void): string {
  const path = join(folder, `${name}.mdb`);
  copyFileSync(good, path);
  happen(path);
  return path;
}

/** Other bytes, the same in each run, which are neither text nor a page of LMDB. */
const noise = (length: number) => Buffer.from(Array.from({ length }, (_none, index) => (index * 37 + 11) % 256));

function overwritten(offset: number, bytes: Buffer): (path: string) => void {
  return (path) => {
    const content = readFileSync(path);
    bytes.copy(content, offset);
    writeFileSync(path, content);
  };
}

const damaged = (path: string) =>
  expect.objectContaining({ code: 'ERR_STATE', message: 'The state is damaged', where: path }) as Error;

describe('a state that is damaged is met with an error, and left as it is', () => {
  test.each([28, page, page + 1, 2 * page, 5 * page])('of which %i bytes are left', (length) => {
    const path = state(`cut-${length}`, (file) => {
      truncateSync(file, length);
    });
    expect(() => fileStorage(path)).toThrow(damaged(path));
    expect(readFileSync(path)).toHaveLength(length);
  });

  test('of which half is left', () => {
    const path = state('half', (file) => {
      truncateSync(file, size / 2);
    });
    expect(() => fileStorage(path)).toThrow(damaged(path));
  });

  test.each([
    ['behind the magic number of its first page', () => [28, noise(200)] as const],
    ['in a value', () => [readFileSync(good).lastIndexOf('A payment'), noise(20)] as const],
    ['in a large value', () => [readFileSync(good).lastIndexOf('xxxx') - 2 * page, noise(20)] as const],
    ['in place of a key', () => [readFileSync(good).lastIndexOf('payments/p-'), Buffer.from('~')] as const],
    ['in the header of the page that has it', () => [pageOf('payments/p-'), noise(24)] as const],
    ['in place of a whole page', () => [pageOf('payments/p-'), Buffer.alloc(page)] as const],
  ])('with other bytes %s', (what, damage) => {
    const path = state(what, overwritten(...damage()));
    expect(() => fileStorage(path)).toThrow(damaged(path));
  });

  const pageOf = (text: string): number => Math.floor(readFileSync(good).lastIndexOf(text) / page) * page;

  test('without its format', async () => {
    const path = join(folder, 'no-format.mdb');
    const storage = fileStorage(path);
    storage.collection('format').remove('format');
    storage.collection('payments').put('one', {});
    await storage.close();
    expect(() => fileStorage(path)).toThrow(
      expect.objectContaining({ actual: 'it does not say its format, which is 1' }) as Error,
    );
  });

  test('and nothing is left beside it', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('-process') || name.startsWith('core'))).toEqual([]);
  });
});

test('a state is one, by whatever link it is reached', async () => {
  const link = join(folder, 'link.mdb');
  symlinkSync(good, link);
  const storage = fileStorage(good);
  expect(() => fileStorage(link)).toThrow('Another mock keeps its state there');
  await storage.close();
  await fileStorage(link).close();
});
