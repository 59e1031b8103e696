import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The largest spec, schema or feature, in bytes. */
export const longestFile = 16 << 20;

/**
 * Reads a regular file: reading a pipe or a device might never end.
 *
 * @throws {Error} when it cannot be read, is not a regular file, or has more than `most` bytes
 */
export const readRegularFile = (path: string, most: number): Buffer =>
  withRegularFile(path, (descriptor) => readAtMost(descriptor, most));

/**
 * Reads the first bytes of a regular file, or all of a shorter one.
 *
 * @throws {Error} when it cannot be read, or is not a regular file
 */
export const readBeginning = (path: string, length: number): Buffer =>
  withRegularFile(path, (descriptor) => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes));
  });

function withRegularFile<T>(path: string, read: (descriptor: number) => T): T {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error('it is not a regular file');
    return read(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads an open file or a stream to its end.
 *
 * @throws {Error} when it cannot be read, or as soon as it has more than `most` bytes
 */
export function readAtMost(descriptor: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= most;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readSync(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    length += count;
  }
  throw new Error(`it has more than ${most} bytes`);
}
