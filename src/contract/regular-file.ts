import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Of a spec, a schema or a feature, in bytes. */
export const longestFile = 16 << 20;

/**
 * The bytes of a regular file: a pipe or a device could be waited for, or read, for ever.
 *
 * @throws {Error} when it cannot be read, is no regular file, or has more than `most` bytes
 */
export function readRegularFile(path: string, most: number): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error('it is no regular file');
    return readAtMost(descriptor, most);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * What an open file or a stream holds to its end.
 *
 * @throws {Error} when it cannot be read or has more than `most` bytes, which is told as soon as they are read
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
