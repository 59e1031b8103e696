import { existsSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { lockFile } from './file-lock.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileStorage, temporaryStorage } from './lmdb-storage.ts';
import { MemoryStorage } from './memory-storage.ts';
import { ofOwner, timeKey } from './storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-storage-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Thing {
  readonly name: string;
  readonly parts: string[];
}
const thing: Thing = { name: 'a thing', parts: ['one'] };

describe.each([
  ['in memory', () => new MemoryStorage()],
  ['in a temporary file', temporaryStorage],
  ['in a file', () => fileStorage(join(folder, 'state.mdb'))],
])('a storage %s', (_where, make) => {
  const storage = make();
  afterAll(() => storage.close());

  test('gives back copies of what was put', () => {
    const things = storage.collection<Thing>('copies');
    things.put('a', thing);
    things.get('a')?.parts.push('two');
    expect(things.get('a')).toEqual(thing);
    things.remove('a');
    things.remove('never there');
    expect(things.get('a')).toBeUndefined();
  });

  test('knows what belongs to one owner, in the order of keys', () => {
    const all = storage.collection<number>('owned');
    const [mine, other] = [ofOwner(all, 'org-1'), ofOwner(all, 'org-10')];
    for (const key of ['c', 'a', 'b1', 'b2']) mine.put(key, key.length);
    other.put('a', 7);
    expect([...mine.entries('')].map(([key]) => key)).toEqual(['a', 'b1', 'b2', 'c']);
    expect([...mine.entries('b')]).toEqual([
      ['b1', 2],
      ['b2', 2],
    ]);
    expect([...other.entries('')]).toEqual([['a', 7]]);
    mine.remove('a');
    expect([other.get('a'), mine.get('a')]).toEqual([7, undefined]);
  });

  test('does all of a transaction or nothing', () => {
    const numbers = storage.collection<number>('numbers');
    numbers.put('kept', 1);
    numbers.put('removed', 1);
    const failing = () =>
      storage.transaction(() => {
        numbers.put('kept', 2);
        numbers.put('kept', 3);
        numbers.remove('removed');
        storage.transaction(() => {
          numbers.put('added', 1);
        });
        expect([...numbers.entries('')]).toEqual([
          ['added', 1],
          ['kept', 3],
        ]);
        throw new Error('called off');
      });
    expect(failing).toThrow('called off');
    expect([...numbers.entries('')]).toEqual([
      ['kept', 1],
      ['removed', 1],
    ]);
    expect(storage.transaction(() => numbers.get('kept'))).toBe(1);
  });
});

test('what was kept in a file is there again, for its owner alone', async () => {
  const path = join(folder, 'kept.mdb');
  const before = fileStorage(path);
  before.collection<Thing>('things').put('a', thing);
  await before.close();
  for (const file of [path, `${path}-lock`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  const after = fileStorage(path);
  expect(after.collection<Thing>('things').get('a')).toEqual(thing);
  await after.close();
});

test('a temporary storage removes those that no process uses any more, in whichever container, and no others', async () => {
  // Numbers of processes say nothing: that of this one can be that of another in a container.
  const folders = [process.pid, 1, 99_999_999].map((pid) => mkdtempSync(join(tmpdir(), `nopan-certify-mock-${pid}-`)));
  const [abandoned = '', used = '', beingMade = ''] = folders;
  writeFileSync(join(abandoned, 'process'), String(process.pid));
  const lock = lockFile(join(used, 'process'));
  await temporaryStorage().close();
  expect([abandoned, used, beingMade].map((path) => existsSync(path))).toEqual([false, true, true]);
  utimesSync(beingMade, 0, 0);
  if ('release' in lock) lock.release();
  await temporaryStorage().close();
  expect([used, beingMade].map((path) => existsSync(path))).toEqual([true, false]);
  rmSync(used, { recursive: true });
});

test.each([
  ['other content', 'no database '.repeat(1000)],
  ['less than a page', 'short'],
])('a file with %s is refused', (name, content) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  expect(() => fileStorage(path)).toThrow(
    expect.objectContaining({ code: 'ERR_STATE', where: path, message: 'The file holds no state of a mock' }) as Error,
  );
});

test('so is a state in a format of another version', async () => {
  const path = join(folder, 'later.mdb');
  const storage = fileStorage(path);
  storage.collection<number>('format').put('format', 2);
  await storage.close();
  expect(() => fileStorage(path)).toThrow(
    expect.objectContaining({ code: 'ERR_STATE', expected: 'format 1', actual: 'format 2' }) as Error,
  );
  expect(() => fileStorage(path)).toThrow('The state is of another version of nopan-certify');
});

test('so is a place that cannot be written to', () => {
  const path = join(folder, 'no', 'such', 'folder.mdb');
  expect(() => fileStorage(path)).toThrow(expect.objectContaining({ code: 'ERR_STATE', where: path }) as Error);
});

test('a file that another process uses is refused, until that has ended', async () => {
  const path = join(folder, 'shared.mdb');
  const first = fileStorage(path);
  expect(() => fileStorage(path)).toThrow(
    expect.objectContaining({
      code: 'ERR_STATE',
      message: `Another mock keeps its state there (process ${process.pid})`,
    }) as Error,
  );
  await first.close();
  await fileStorage(path).close();
});

test('keys of times are in the order of time', () => {
  const times = [0, 1, 999, 1_766_678_793_000, 8.64e15];
  expect(times.map(timeKey).toSorted()).toEqual(times.map(timeKey));
});
