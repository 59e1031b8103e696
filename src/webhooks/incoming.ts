import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Fields } from '../signing/message.ts';

/** Any request that reached the receiver. */
export interface Incoming {
  readonly method: string;
  /** With its query, as on the request line. */
  readonly path: string;
  readonly fields: Fields;
  /** Its body, or the first `keptBytes` of it. */
  readonly body: Buffer;
  /** Length of the whole body, in bytes. */
  readonly length: number;
  /** SHA-256 of the whole body, hex. */
  readonly sha256: string;
  /** HMAC of the whole body with the webhook secret. */
  readonly mac: Buffer;
  /** Why it is incomplete; absent if it is complete. */
  readonly broken?: string;
}

/** How much of a body is kept: far more than any notification. */
export const keptBytes = 256 * 1024;
/** How much of a body is read to measure it; a longer one is cut off. */
const readBytes = 16 * 1024 * 1024;

/** Reads a request completely, or until it breaks off. Keeps the beginning of a large one and measures the rest. */
export async function readIncoming(request: IncomingMessage, mac: ReturnType<typeof createHmac>): Promise<Incoming> {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let [length, kept] = [0, 0];
  const broken = await new Promise<string | undefined>((resolve) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      hash.update(chunk);
      mac.update(chunk);
      if (kept < keptBytes) chunks.push(chunk.subarray(0, keptBytes - kept));
      kept = Math.min(length, keptBytes);
      if (length > readBytes) resolve(`was cut off by us after ${length} bytes`);
    });
    request.once('end', () => {
      resolve(undefined);
    });
    request.once('error', () => {
      resolve(`broke off after ${length} bytes`);
    });
    request.once('close', () => {
      resolve(`broke off after ${length} bytes`);
    });
  });
  return {
    ...lineOf(request),
    fields: pairs(request.rawHeaders),
    body: Buffer.concat(chunks),
    length,
    sha256: hash.digest('hex'),
    mac: mac.digest(),
    ...(broken !== undefined && { broken }),
  };
}

/** The record of a connection without a readable request. */
export function unreadable(broken: string, secret: string): Incoming {
  const sha256 = createHash('sha256').digest('hex');
  const mac = createHmac('sha256', secret).digest();
  return { method: '', path: '', fields: [], body: Buffer.alloc(0), length: 0, sha256, mac, broken };
}

const lineOf = ({ method = '', url = '' }: IncomingMessage): Pick<Incoming, 'method' | 'path'> => ({
  method,
  path: url,
});

function pairs(raw: readonly string[]): Fields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
