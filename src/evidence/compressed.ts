import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** How much of what is compressed is looked through, in bytes: the rest of a larger one is not. */
const mostOutput = 1 << 20;

const tolerant = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostOutput };
const strict = { maxOutputLength: mostOutput };

/** What was compressed, and how many bytes of the input it took. */
interface Decompressed {
  readonly content: Buffer;
  readonly length: number;
}

type Decompress = typeof gunzipSync;

/** The types do not know what `info` gives. */
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

/** What bytes hold that gzip or zlib compressed (RFC 1952, RFC 1950), also when they break off; undefined when none did. */
export function inflated(bytes: Buffer): Decompressed | undefined {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return attempt(gunzipSync, bytes, tolerant);
  if ((first & 0x0f) !== 8 || first >> 4 > 7 || (first * 256 + second) % 31 !== 0) return undefined;
  return attempt(inflateSync, bytes, tolerant);
}

/** The same of formats without a mark: raw deflate (RFC 1951) and Brotli (RFC 7932), which must be whole. */
export function unmarked(bytes: Buffer): Decompressed | undefined {
  // RFC 1951 section 3.2.3: there is no fourth type of block.
  const raw = ((bytes[0] ?? 0) & 6) === 6 ? undefined : attempt(inflateRawSync, bytes, strict);
  return raw ?? attempt(brotliDecompressSync, bytes, strict);
}
