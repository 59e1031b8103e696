import type { Collection, Storage } from './storage.ts';

/** Takes a change back. */
type Undo = () => void;

/** A storage that ends with its process: for the mock that a run carries with it. */
export class MemoryStorage implements Storage {
  readonly #collections = new Map<string, Collection<unknown>>();
  #undos: Undo[] | undefined;

  collection<Value>(name: string): Collection<Value> {
    const known = this.#collections.get(name) ?? new MemoryCollection((undo) => this.#undos?.push(undo));
    this.#collections.set(name, known);
    return known as Collection<Value>;
  }

  transaction<Result>(work: () => Result): Result {
    if (this.#undos !== undefined) return work();
    const undos: Undo[] = [];
    this.#undos = undos;
    try {
      return work();
    } catch (error) {
      this.#undos = undefined;
      for (const undo of undos.reverse()) undo();
      throw error;
    } finally {
      this.#undos = undefined;
    }
  }

  close(): Promise<void> {
    this.#collections.clear();
    return Promise.resolve();
  }
}

/** Values as JSON, so that nobody can change one that was put, and their keys in order. */
class MemoryCollection<Value> implements Collection<Value> {
  readonly #values = new Map<string, string>();
  readonly #keys: string[] = [];
  readonly #note: (undo: Undo) => void;

  constructor(note: (undo: Undo) => void) {
    this.#note = note;
  }

  get(key: string): Value | undefined {
    const text = this.#values.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  }

  put(key: string, value: Value): void {
    this.#set(key, JSON.stringify(value));
  }

  remove(key: string): void {
    this.#set(key, undefined);
  }

  *entries(prefix: string): Iterable<readonly [string, Value]> {
    for (let index = this.#indexOf(prefix); ; index += 1) {
      const key = this.#keys[index];
      if (key?.startsWith(prefix) !== true) return;
      yield [key, this.get(key) as Value];
    }
  }

  #set(key: string, text: string | undefined): void {
    const before = this.#values.get(key);
    if (before === text) return;
    if (before === undefined) this.#keys.splice(this.#indexOf(key), 0, key);
    if (text === undefined) {
      this.#values.delete(key);
      this.#keys.splice(this.#indexOf(key), 1);
    } else {
      this.#values.set(key, text);
    }
    this.#note(() => {
      this.#set(key, before);
    });
  }

  /** Where a key stands, or would stand. */
  #indexOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
