import { placeIn, unreadable, type Source } from './text.ts';

/** A decoded chunked body (RFC 9112 section 7.1). */
interface Dechunked {
  readonly body: Buffer;
  readonly chunks: number;
  /** Names of the trailer fields after the last chunk. */
  readonly trailers: readonly string[];
}

/** The size of a chunk, perhaps with extensions. */
const sizeLine = /^([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?$/i;

interface Line {
  readonly text: string;
  /** Where the next line begins. */
  readonly next: number;
}

/** Whether bytes begin like a chunked body: with a size on a line, followed by data. */
export function looksChunked(bytes: Buffer): boolean {
  const first = lineAt(bytes, 0);
  return first !== undefined && sizeLine.test(first.text) && (first.next < bytes.length || /^0+$/.test(first.text));
}

/**
 * The body without its chunk sizes. Lines may end with LF, since editors save them so.
 * @param start where the body begins in the source.
 * @throws {CertifyError} ERR_INPUT with the place where the chunks are damaged.
 */
export function dechunk(source: Source, start: number, bytes: Buffer): Dechunked {
  const damaged = (at: number, expected: string) =>
    unreadable(
      'The chunks of the body are damaged',
      placeIn(source, start + at),
      `${expected} (RFC 9112 section 7.1)`,
      {
        advice:
          'Capture the message again, without changing its line ends; curl -i without --raw writes the body without chunks.',
      },
    );
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(bytes, at);
    const size = sizeLine.exec(line?.text ?? '')?.[1];
    if (line === undefined || size === undefined)
      throw damaged(at, 'the size of a chunk in hex on a line; the last is 0');
    const length = parseInt(size, 16);
    if (length === 0)
      return { body: Buffer.concat(parts), chunks: parts.length, trailers: trailersIn(bytes, line.next, damaged) };
    const end = line.next + length;
    const after = /^\r?\n/.exec(bytes.subarray(end, end + 2).toString('latin1'))?.[0];
    if (end > bytes.length || after === undefined) throw damaged(at, `${length} bytes and a line end after this size`);
    parts.push(bytes.subarray(line.next, end));
    at = end + after.length;
  }
}

function trailersIn(bytes: Buffer, start: number, damaged: (at: number, expected: string) => Error): string[] {
  const names: string[] = [];
  for (let at = start; at < bytes.length;) {
    const line = lineAt(bytes, at);
    const text = line?.text ?? '';
    if (text !== '') {
      const [, name] = /^([!#$%&'*+\-.^_`|~\w]+):/.exec(text) ?? [];
      if (name === undefined) throw damaged(at, 'only trailer fields after the last chunk');
      names.push(name);
    }
    at = line?.next ?? bytes.length;
  }
  return names;
}

function lineAt(bytes: Buffer, at: number): Line | undefined {
  if (at >= bytes.length) return undefined;
  const end = bytes.indexOf('\n', at);
  const text = bytes.subarray(at, end < 0 ? bytes.length : end).toString('latin1');
  return { text: text.replace(/\r$/, ''), next: end < 0 ? bytes.length : end + 1 };
}
