import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority, type Authority } from '../../credentials/authority.ts';
import { privateKeyPem } from '../../credentials/key-pair.ts';
import { createCourier, type Courier } from './courier.ts';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

let authority: Authority;
let courier: Courier;
const opened: (Server | TcpServer)[] = [];

beforeAll(async () => {
  authority = await createAuthority({ name: 'An authority of this test', clock: systemClock });
  courier = createCourier({ trust: authority.certificate, timeoutSeconds: 1 });
  return () => courier.close();
});
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

async function endpoint(answering: Answering, names: readonly string[] = ['127.0.0.1']): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = { C: 'NL', O: 'Example merchant', CN: 'hooks' };
  const cert = await authority.issue({ publicKey, names, subject, usage: 'server' });
  return listening(createServer({ key: privateKeyPem(privateKey), cert }, answering));
}

async function listening(server: Server | TcpServer): Promise<string> {
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

const deliver = (url: string) =>
  courier.deliver({ url, headers: { 'nopan-signature': 'ab' }, body: Buffer.from('{}') });

describe('an endpoint', () => {
  test('that answers is heard', async () => {
    const url = await endpoint((_request, response) => response.writeHead(202).end());
    expect(await deliver(url)).toBe(202);
  });

  test('that redirects is not followed', async () => {
    let met = 0;
    const url = await endpoint((_request, response) => {
      met += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect([await deliver(url), met]).toEqual([307, 1]);
  });

  test.each<[string, Answering]>([
    ['does not answer', () => undefined],
    ['hangs up', (request) => request.socket.destroy()],
    ['hangs up while it answers', (_request, response) => response.socket?.end('HTTP/1.1 20')],
    ['does not speak HTTP', (_request, response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('that %s fails', async (_what, answering) => {
    await expect(deliver(await endpoint(answering))).rejects.toThrow();
  });

  test.each<[string, Answering]>([
    [
      'never ends its answer',
      (_request, response) => {
        response.writeHead(200).write('…');
      },
    ],
    [
      'answers more than anybody would read',
      (_request, response) => {
        const more = () => {
          while (response.write(Buffer.alloc(65_536))) continue;
          response.once('drain', more);
        };
        response.writeHead(200);
        more();
      },
    ],
    ['breaks its answer off', (_request, response) => response.writeHead(200).write('…', () => response.destroy())],
  ])('that %s has acknowledged by its status', async (_what, answering) => {
    expect(await deliver(await endpoint(answering))).toBe(200);
  });

  test('whose certificate is for another name fails', async () => {
    const url = await endpoint((_request, response) => response.end(), ['hooks.example.com']);
    await expect(deliver(url)).rejects.toThrow("does not match certificate's altnames");
  });

  test('that is no TLS server fails', async () => {
    const url = await listening(createTcpServer((socket) => socket.end('hello')));
    await expect(deliver(url)).rejects.toThrow();
  });

  test('that nobody listens at fails', async () => {
    const url = await listening(createTcpServer());
    await new Promise((resolve) => opened.splice(0)[0]?.close(resolve));
    await expect(deliver(url)).rejects.toThrow('ECONNREFUSED');
  });
});
