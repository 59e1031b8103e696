import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import type { CapturedField } from './captured.ts';
import { fitsDigest, valueOf } from './message-body.ts';
import { unreadable } from './text.ts';

interface HarBody {
  readonly body: Buffer;
  readonly notes: readonly string[];
}

/**
 * The request body in a capture.
 * @param where of the request in the HAR file.
 * @throws {CertifyError} ERR_INPUT when the capture has no body, or only part of it.
 */
export function harBody(request: JsonRecord, where: string, fields: readonly CapturedField[]): HarBody {
  const kept = keptBody(request['postData'], `${where}/postData`, fields);
  assertComplete(kept.body, request, where, fields);
  return kept;
}

function keptBody(data: unknown, where: string, fields: readonly CapturedField[]): HarBody {
  if (data === undefined || data === null) return { body: Buffer.alloc(0), notes: [] };
  if (!isRecord(data)) throw unreadable('postData is not an object', where, '{ mimeType, text }');
  const { text, params, encoding } = data;
  if ((text === undefined || text === null || text === '') && Array.isArray(params) && params.length > 0) {
    throw unreadable('The body was not kept as it was sent', `${where}/text`, 'postData.text', {
      actual: 'postData.params only',
      advice: 'Capture it with a tool that keeps the body text.',
    });
  }
  if (text === undefined || text === null) return { body: Buffer.alloc(0), notes: [] };
  if (typeof text !== 'string') {
    throw unreadable('text is missing or not a string', `${where}/text`, 'a string', { actual: typeof text });
  }
  return decoded(text, encoding, where, fields);
}

function decoded(text: string, encoding: unknown, where: string, fields: readonly CapturedField[]): HarBody {
  const plain = Buffer.from(text);
  const bytes = bytesOf(text);
  if (encoding === 'base64') {
    if (bytes !== undefined) return { body: bytes, notes: [] };
    throw unreadable('The body is not base64', `${where}/text`, 'base64, as postData.encoding says', {
      advice: 'Capture the request again: the text was changed, or has another encoding.',
    });
  }
  if (typeof encoding === 'string' && !/^(?:utf-?8)?$/i.test(encoding)) {
    throw unreadable('The encoding of the body is unknown', `${where}/encoding`, 'base64, or no encoding', {
      ...(/^[\w-]{1,20}$/.test(encoding) && { actual: encoding }),
      advice: 'Capture the request with a tool that keeps the body as text or base64.',
    });
  }
  const isPlain = valueOf(fields, 'content-length') === String(plain.length) || fitsDigest(plain, fields);
  const isBase64 = bytes !== undefined && text !== '' && valueOf(fields, 'content-length') === String(bytes.length);
  if (!isPlain && text.includes('\ufffd')) {
    throw unreadable(
      'The capture did not keep the bytes of the body',
      `${where}/text`,
      'text, or base64 with its encoding',
      {
        actual: 'U+FFFD, which replaces bytes that are not text',
        advice: 'Capture the request with a tool that keeps bodies that are not text.',
      },
    );
  }
  if (isPlain || !isBase64) return { body: plain, notes: [] };
  return {
    body: bytes,
    notes: ['The capture has the body as base64: it is decoded, as Content-Length counts it.'],
  };
}

/** Decodes base64 with or without line breaks and padding; undefined for anything else. */
function bytesOf(text: string): Buffer | undefined {
  const bare = text.replace(/[\r\n]+/g, '').replace(/=+$/, '');
  const bytes = Buffer.from(bare, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === bare ? bytes : undefined;
}

/** A capture that reports a longer body than it has cannot show what was sent. */
function assertComplete(body: Buffer, request: JsonRecord, where: string, fields: readonly CapturedField[]): void {
  // A body that was captured decoded has another length.
  if (fitsDigest(body, fields) || (body.length > 0 && valueOf(fields, 'content-encoding') !== undefined)) return;
  const claim = claimed(body, request, where, fields);
  if (claim === undefined) return;
  throw unreadable(
    body.length === 0 ? 'The capture did not keep the body' : 'The capture did not keep the whole body',
    claim.where,
    claim.expected,
    {
      actual: body.length === 0 ? 'no postData.text' : `postData.text of ${body.length} bytes`,
      advice: 'Capture the request with a tool that keeps bodies of this size, or pass it as HTTP text.',
    },
  );
}

interface Claim {
  readonly where: string;
  readonly expected: string;
}

function claimed(
  body: Buffer,
  request: JsonRecord,
  where: string,
  fields: readonly CapturedField[],
): Claim | undefined {
  const at = `${where}/postData/text`;
  const stated = valueOf(fields, 'content-length');
  if (stated !== undefined && /^\d{1,15}$/.test(stated)) {
    return Number(stated) > body.length
      ? { where: at, expected: `${stated} bytes, as Content-Length says` }
      : undefined;
  }
  const size = request['bodySize'];
  if (typeof size === 'number' && size > body.length) return { where: at, expected: `${size} bytes, as bodySize says` };
  if (body.length > 0) return undefined;
  if (/\bchunked\b/i.test(valueOf(fields, 'transfer-encoding') ?? '')) {
    return { where: at, expected: 'a body, as Transfer-Encoding says' };
  }
  return valueOf(fields, 'content-digest') === undefined
    ? undefined
    : { where: at, expected: 'the body that Content-Digest covers' };
}
