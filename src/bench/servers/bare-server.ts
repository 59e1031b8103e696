import { once } from 'node:events';
import { createServer, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answering } from '../processes.ts';
import { assertSigned, signatureFields, type Cryptography } from './bare-cryptography.ts';

export interface BareOptions {
  readonly tls: Pick<ServerOptions, 'ca' | 'cert' | 'key'>;
  /** What every request of a method is answered with: JSON. */
  readonly answers: Readonly<Record<string, string>>;
  /** Absent: nothing is verified and nothing signed. */
  readonly cryptography?: Cryptography;
}

/** The floor: node:https with mutual TLS that reads what comes and answers always the same. @returns its URL */
async function start({ tls, answers, cryptography }: BareOptions): Promise<string> {
  const contents = new Map(Object.entries(answers).map(([method, answer]) => [method, Buffer.from(answer)]));
  const respond = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const content = contents.get(request.method ?? '') ?? Buffer.alloc(0);
    if (cryptography !== undefined) assertSigned(request, body, cryptography);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': content.length,
      ...(cryptography !== undefined && signatureFields(content, cryptography)),
    });
    response.end(content);
  };
  const options = { ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
  const server = createServer(options, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      respond(request, response, Buffer.concat(chunks));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

answering((options) => start(options as BareOptions));
