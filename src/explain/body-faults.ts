import { bodyVariants } from '../signing/body-variants.ts';
import { isRequest } from '../signing/message.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import { dechunk, looksChunked } from './chunks.ts';
import type { Finding } from './finding.ts';
import { fitsDigest, valueOf } from './message-body.ts';
import { CertifyError } from '../errors.ts';

/**
 * Explains how the body in the file differs from the sent body that Content-Digest and Content-Length
 * cover; undefined when the digest matches, or no explanation is known.
 */
export function bodyFault(captured: Captured): Finding | undefined {
  const { body, fields } = partsOf(captured);
  if (body.length === 0 && valueOf(fields, 'content-digest') === undefined) return undefined;
  if (fitsDigest(body, fields)) return undefined;
  return decodedBody(captured) ?? changedLineEnds(captured) ?? inChunks(captured) ?? followed(captured);
}

function partsOf({ message, origins }: Captured) {
  const fields = message.fields.map(([name, value], index) => [name, value, origins.fields[index] ?? ''] as const);
  return { body: message.body, fields };
}

/** The digest covers the encoded bytes (RFC 9530 section 2), but the capture has decoded ones. */
export function decodedBody(captured: Captured): Finding | undefined {
  const { body, fields } = partsOf(captured);
  const coding = (valueOf(fields, 'content-encoding') ?? '').trim();
  const isCoded = /^(?:x-)?(?:gzip|br|deflate|zstd|compress)\b/i.test(coding);
  if (!isCoded || body.length === 0 || !isText(body) || fitsDigest(body, fields)) return undefined;
  return found(captured, {
    id: 'body-decoded',
    problem: `Content-Encoding is ${coding}, but the body is text: it was captured decoded.`,
    advice: `The digest covers the sent bytes, encoded with ${coding}. Capture those${
      isRequest(captured.message) ? '' : ': use curl --raw, or ask for no encoding with Accept-Encoding: identity'
    }.`,
  });
}

/** Editors and clipboards change line ends, so that Content-Length and Content-Digest no longer match. */
function changedLineEnds(captured: Captured): Finding | undefined {
  const { body, fields } = partsOf(captured);
  const variant = bodyVariants(body).find(
    (each) =>
      lineEndVariants.has(each.id) &&
      valueOf(fields, 'content-length') === String(each.body.length) &&
      fitsDigest(each.body, fields),
  );
  if (variant === undefined) return undefined;
  return found(captured, {
    id: 'body-line-ends-changed',
    problem: `Content-Length and Content-Digest match ${variant.as}: the line ends of the file were changed.`,
    advice: 'Save the message with the line ends that were sent; editors and version control change them.',
  });
}

const lineEndVariants: ReadonlySet<string> = new Set([
  'body-line-feed',
  'body-crlf-end',
  'body-trimmed',
  'body-crlf',
  'body-lf',
  'body-crlf-both',
]);

/** A chunked body without Transfer-Encoding. */
function inChunks(captured: Captured): Finding | undefined {
  const { body, fields } = partsOf(captured);
  if (!looksChunked(body)) return undefined;
  const plain = unchunked(body);
  if (plain === undefined || !fitsDigest(plain, fields)) return undefined;
  return found(captured, {
    id: 'body-in-chunks',
    problem: 'Content-Digest matches the body without chunk sizes, but Transfer-Encoding is missing.',
    advice: 'Keep the field Transfer-Encoding: chunked, or remove the chunk sizes from the body.',
  });
}

function unchunked(body: Buffer): Buffer | undefined {
  try {
    return dechunk({ name: '', bytes: body }, 0, body).body;
  } catch (error) {
    if (error instanceof CertifyError) return undefined;
    throw error;
  }
}

function followed(captured: Captured): Finding | undefined {
  const { body, fields } = partsOf(captured);
  const stated = Number(valueOf(fields, 'content-length') ?? Number.NaN);
  if (Number.isNaN(stated) || stated === body.length) return undefined;
  if (stated < body.length) {
    if (stated === 0 || !fitsDigest(body.subarray(0, stated), fields)) return undefined;
    return found(captured, {
      id: 'text-behind-body',
      problem: `Content-Length and Content-Digest match the first ${stated} bytes of the body, but the file has ${body.length}.`,
      advice: 'Remove the text after the body.',
    });
  }
  if (bodyVariants(body).some((each) => fitsDigest(each.body, fields))) return undefined;
  return found(captured, {
    id: 'body-incomplete',
    problem: `Content-Length says ${stated}, but the body in the file has ${body.length} bytes.`,
    advice: 'Capture the whole message. If it was sent like this, correct Content-Length.',
    before: `Content-Length: ${stated}`,
    after: `Content-Length: ${body.length}`,
  });
}

function found(captured: Captured, finding: Omit<Finding, 'kind' | 'where'>): Finding {
  const where = captured.origins.body === '' ? fieldOrigin(captured, 'content-length') : captured.origins.body;
  return { ...finding, kind: 'fault', ...(where === undefined ? {} : { where }) };
}

/** Encoded bytes are hardly ever UTF-8 without control characters. */
function isText(body: Buffer): boolean {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) && !/[\0-\x08\x0e-\x1f]/.test(text);
}
