import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { systemClock } from '../../clock.ts';
import { CertifyError } from '../../errors.ts';
import { lockFile } from './file-lock.ts';
import { format } from './format.ts';
import { assertWhole } from './whole-state.ts';
import { ofOwner, type Collection, type Storage } from './storage.ts';

export interface LmdbFile {
  readonly path: string;
  /** What is to be done when the storage is closed. */
  readonly afterwards: () => void;
  /** Whether a change waits until the disk has it: it then outlives a loss of power, and takes ten times as long. */
  readonly durable: boolean;
}

/** A storage in a file of LMDB: what a transaction has changed outlives the process, however that ends. */
export class LmdbStorage implements Storage {
  readonly #root: RootDatabase<unknown, string>;
  readonly #everything: Collection<unknown>;
  readonly #afterwards: () => void;
  #inTransaction = false;

  constructor({ path, afterwards, durable }: LmdbFile) {
    this.#root = open({ path, encoding: 'json', noSync: !durable });
    this.#everything = collectionOf(this.#root);
    this.#afterwards = afterwards;
    for (const file of [path, `${path}-lock`]) chmodSync(file, 0o600);
  }

  /** All of them in one tree: a change writes every page on the way to what it changes, and one tree has fewer than many. */
  collection<Value>(name: string): Collection<Value> {
    return ofOwner(this.#everything as Collection<Value>, name);
  }

  transaction<Result>(work: () => Result): Result {
    if (this.#inTransaction) return work();
    this.#inTransaction = true;
    try {
      return this.#root.transactionSync(work);
    } finally {
      this.#inTransaction = false;
    }
  }

  async close(): Promise<void> {
    await this.#root.close();
    this.#afterwards();
  }
}

function collectionOf(database: Database<unknown, string>): Collection<unknown> {
  return {
    get: (key) => database.get(key),
    put(key, value) {
      database.putSync(key, value);
    },
    remove(key) {
      database.removeSync(key);
    },
    *entries(prefix) {
      for (const { key, value } of database.getRange({ start: prefix, end: `${prefix}~` })) yield [key, value];
    },
  };
}

/** A storage in a file of its own, which goes when it is closed; when its process is killed, with the next one. */
export function temporaryStorage(): Storage {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${temporaryName}${process.pid}-`));
  const lock = lockFile(join(folder, lockName));
  return new LmdbStorage({
    path: join(folder, 'state.mdb'),
    durable: false,
    afterwards: () => {
      if ('release' in lock) lock.release();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

const temporaryName = 'nopan-certify-mock-';
const lockName = 'process';

/** Creates a folder before locking it. */
const unlockedForMs = 60_000;

function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!/^nopan-certify-mock-\d+-/.test(name)) continue;
    const folder = join(tmpdir(), name);
    try {
      if (lstatSync(folder).isDirectory() && isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's: that is for them.
    }
  }
}

function isAbandoned(folder: string): boolean {
  const lock = join(folder, lockName);
  if (!existsSync(lock)) return systemClock.now() - statSync(folder).mtimeMs > unlockedForMs;
  const taken = lockFile(lock);
  if (!('release' in taken)) return false;
  taken.release();
  return true;
}

/**
 * A storage in a file that stays.
 * @throws {CertifyError} ERR_STATE when the file is not such a storage, is damaged, cannot be used, or is in use
 */
export function fileStorage(named: string): Storage {
  try {
    const exists = existsSync(named);
    // A process that uses a link must get the same lock.
    const path = exists ? realpathSync(named) : named;
    if (exists) assertLmdb(path);
    const release = occupy(path);
    try {
      if (exists && statSync(path).size > 0) assertWhole(path);
      const storage = new LmdbStorage({ path, durable: true, afterwards: release });
      assertFormat(storage, path);
      return storage;
    } catch (error) {
      release();
      throw error;
    }
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    throw new CertifyError('ERR_STATE', `The state cannot be kept there: ${(cause as Error).message}`, {
      where: named,
      expected: 'a file in a folder that can be written to',
      advice: 'Name another file with --state.',
      cause,
    });
  }
}

function assertFormat(storage: Storage, path: string): void {
  const formats = storage.collection<number>('format');
  const found = formats.get('format') ?? format;
  formats.put('format', found);
  if (found === format) return;
  void storage.close();
  throw new CertifyError('ERR_STATE', 'The state is of another version of nopan-certify', {
    where: path,
    expected: `format ${format}`,
    actual: `format ${found}`,
    advice: 'Use the version that has made it, or name another file.',
  });
}

/**
 * Locks a state: LMDB would share it, and two mocks would not see each other's changes.
 * @returns what takes the note away
 */
function occupy(path: string): () => void {
  const lock = lockFile(`${path}-process`);
  if ('release' in lock) {
    return () => {
      lock.release();
    };
  }
  const who = lock.holder === '' ? '' : ` (process ${lock.holder})`;
  throw new CertifyError('ERR_STATE', `Another mock keeps its state there${who}`, {
    where: path,
    expected: 'a file that no running mock uses, in this container or another',
    advice: 'Stop that mock, or name another file.',
  });
}

/** LMDB's magic number, little-endian, behind the header of the first page. LMDB itself ends the process on a file that lacks it. */
const magic = Buffer.from('dec0efbe', 'hex');
const magicOffset = 24;

function assertLmdb(path: string): void {
  const about = statSync(path);
  if (about.isFile() && (about.size === 0 || beginning(path).equals(magic))) return;
  throw new CertifyError('ERR_STATE', 'The file holds no state of a mock', {
    where: path,
    expected: 'a file that an earlier --state has made, or none',
    advice: 'Name another file, or remove this one.',
  });
}

function beginning(path: string): Buffer {
  const found = Buffer.alloc(magic.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, found, 0, magic.length, magicOffset);
  } finally {
    closeSync(file);
  }
  return found;
}
