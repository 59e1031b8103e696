import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Fields } from '../signing/message.ts';

/** A request as it reached the receiver, whatever it is. */
export interface Incoming {
  readonly method: string;
  /** With its query, as on the request line. */
  readonly path: string;
  readonly fields: Fields;
  /** Its content, or the first `keptBytes` of it. */
  readonly body: Buffer;
  /** Of the whole content, in bytes. */
  readonly length: number;
  /** Of the whole content, hexadecimal. */
  readonly sha256: string;
  /** Of the whole content, by the secret of the webhooks. */
  readonly mac: Buffer;
  /** Why it is not whole; absent where it is. */
  readonly broken?: string;
}

/** How much of a content is kept: far above any notification. */
export const keptBytes = 256 * 1024;
/** How much of a content is read, to be measured: who sends more is cut off. */
const readBytes = 16 * 1024 * 1024;

/** Reads a request to its end, or to where it breaks off. Of a large one the beginning is kept, and the rest measured. */
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

/** What arrived and is no request that could be read. */
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
