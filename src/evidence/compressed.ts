import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** How much decompressed data is searched, in bytes. */
const mostOutput = 1 << 20;

const tolerant = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostOutput };
const strict = { maxOutputLength: mostOutput };

/** The decompressed data, and how many input bytes it took. */
interface Decompressed {
  readonly content: Buffer;
  readonly length: number;
}

type Decompress = typeof gunzipSync;

/** The types lack the result with `info`. */
interface Informed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function attempt(decompress: Decompress, bytes: Buffer, options: object): Decompressed | undefined {
  try {
    const { buffer, engine } = decompress(bytes, { ...options, info: true }) as unknown as Informed;
    return buffer.length === 0 ? undefined : { content: buffer, length: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** Decompresses gzip or zlib (RFC 1952, RFC 1950), even if truncated; undefined for anything else. */
export function inflated(bytes: Buffer): Decompressed | undefined {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return attempt(gunzipSync, bytes, tolerant);
  if ((first & 0x0f) !== 8 || first >> 4 > 7 || (first * 256 + second) % 31 !== 0) return undefined;
  return attempt(inflateSync, bytes, tolerant);
}

/** The same for formats without a signature, which must be complete: raw deflate (RFC 1951) and Brotli (RFC 7932). */
export function unmarked(bytes: Buffer): Decompressed | undefined {
  // RFC 1951 section 3.2.3: block type 3 is reserved.
  const raw = ((bytes[0] ?? 0) & 6) === 6 ? undefined : attempt(inflateRawSync, bytes, strict);
  return raw ?? attempt(brotliDecompressSync, bytes, strict);
}
