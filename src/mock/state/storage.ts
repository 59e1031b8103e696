/** Values by key. What is read is a copy: a change of it counts once it is put back. */
export interface Collection<Value> {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
  remove(key: string): void;
  /** What stands under keys that begin with a prefix, in the order of keys. They are ASCII, below `~`. */
  entries(prefix: string): Iterable<readonly [key: string, value: Value]>;
}

/** Where a mock keeps what must not be forgotten. Values are what JSON can say. */
export interface Storage {
  collection<Value>(name: string): Collection<Value>;
  /**
   * Does several changes, all or none of them: none when it throws. When it returns they are kept, as safe as the storage keeps
   * anything. One inside another belongs to it.
   */
  transaction<Result>(work: () => Result): Result;
  close(): Promise<void>;
}

/** The part of a collection that belongs to one owner. */
export function ofOwner<Value>(collection: Collection<Value>, owner: string): Collection<Value> {
  const prefix = `${owner}/`;
  return {
    get: (key) => collection.get(prefix + key),
    put(key, value) {
      collection.put(prefix + key, value);
    },
    remove(key) {
      collection.remove(prefix + key);
    },
    *entries(start) {
      for (const [key, value] of collection.entries(prefix + start)) yield [key.slice(prefix.length), value];
    },
  };
}

/** Milliseconds since 1970-01-01T00:00:00Z as part of a key, so that the order of keys is that of time. */
export function timeKey(milliseconds: number): string {
  return String(Math.max(0, Math.round(milliseconds))).padStart(16, '0');
}
