import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { fieldValue } from '../signing/message.ts';
import { keptBytes, type Incoming } from './incoming.ts';

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** Content codings by their names (RFC 9110 section 8.4.1). */
const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/** The coding that a request says its content has; undefined where it has none. */
export function codingOf({ fields }: Pick<Incoming, 'fields'>): string | undefined {
  const coding = fieldValue(fields, 'content-encoding')?.trim().toLowerCase();
  return coding === undefined || coding === '' || coding === 'identity' ? undefined : coding;
}

/** What a content is without its coding; undefined where it has none, or one that is not known, or is damaged or too large. */
export function decodedContent({
  fields,
  body,
  length,
}: Pick<Incoming, 'fields' | 'body' | 'length'>): Buffer | undefined {
  const decode = decoders.get(codingOf({ fields }) ?? '');
  if (decode === undefined || length > body.length) return undefined;
  try {
    return decode(body, { maxOutputLength: keptBytes });
  } catch {
    return undefined;
  }
}
