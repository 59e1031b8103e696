import { digestAlgorithms, verifyContentDigest } from '../signing/digest.ts';
import { SignatureError } from '../signing/signature-error.ts';
import type { CapturedField } from './captured.ts';
import { dechunk, looksChunked } from './chunks.ts';
import { linesOf, otherMessage, type Line } from './http-lines.ts';
import { placeIn, type Source } from './text.ts';

export interface Body {
  readonly body: Buffer;
  readonly where: string;
  readonly notes: readonly string[];
}

export function valueOf(fields: readonly CapturedField[], name: string): string | undefined {
  return fields.find(([field]) => field.toLowerCase() === name)?.[1];
}

/** The body of the length in Content-Length, if only line ends follow; undefined otherwise. */
export function countedBody(rest: Buffer, fields: readonly CapturedField[]): Buffer | undefined {
  const stated = valueOf(fields, 'content-length');
  const length = stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : undefined;
  if (length === undefined || length > rest.length) return undefined;
  return /^[\r\n]*$/.test(rest.toString('latin1', length)) ? rest.subarray(0, length) : undefined;
}

/** Whether the message has a digest that matches this body. */
export function fitsDigest(body: Buffer, fields: readonly CapturedField[]): boolean {
  const sent = valueOf(fields, 'content-digest');
  if (sent === undefined) return false;
  try {
    verifyContentDigest(sent, body, digestAlgorithms);
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}

/** The decoded body of a chunked message; undefined if it is not chunked, or was captured without chunks. */
export function chunkedBody(
  source: Source,
  start: number,
  end: number,
  fields: readonly CapturedField[],
): Body | undefined {
  const rest = source.bytes.subarray(start, end);
  if (!/\bchunked\b/i.test(valueOf(fields, 'transfer-encoding') ?? '') || !looksChunked(rest)) return undefined;
  const { body, chunks, trailers } = dechunk(source, start, rest);
  const count = `${chunks} ${chunks === 1 ? 'chunk' : 'chunks'}`;
  return {
    body,
    where: placeIn(source, start),
    notes: [
      `The body is in ${count} (Transfer-Encoding: chunked). It is read without the chunk sizes, as for digests.`,
      ...(trailers.length === 0 ? [] : [`Trailer fields are not read: ${trailers.join(', ')}.`]),
    ],
  };
}

/** For nearly every file from an editor. */
export const lineEndNote = 'The line end at the end of the file is not part of the body.';

/** The line with which another message begins behind the body. */
export function messageBehind(source: Source, start: number, end: number): Line | undefined {
  for (const line of linesOf(source.bytes, start, end)) if (otherMessage.test(line.text.trimEnd())) return line;
  return undefined;
}

export const messageBehindNote = (source: Source, { offset }: Line): string =>
  `Another message follows, and is not read: ${placeIn(source, offset)}.`;

/**
 * The body of a captured message: its chunks, the length in Content-Length, or the rest of the file. In the last case
 * a final line end is not part of the body, unless Content-Digest covers it.
 */
export function messageBody(
  source: Source,
  start: number,
  end: number,
  fields: readonly CapturedField[],
  lineEnds: RegExp = /\r?\n$/,
): Body {
  const chunked = chunkedBody(source, start, end, fields);
  if (chunked !== undefined) return chunked;
  const rest = source.bytes.subarray(start, end);
  const where = placeIn(source, start);
  const counted = countedBody(rest, fields);
  if (counted !== undefined) return { body: counted, where, notes: [] };
  const length = rest.toString('latin1').replace(lineEnds, '').length;
  const body = rest.subarray(0, length);
  if (length === rest.length || fitsDigest(rest, fields)) return { body: rest, where, notes: [] };
  return { body, where, notes: length === 0 ? [] : [lineEndNote] };
}
