import { createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority } from '../../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import type { Fields } from '../../signing/message.ts';
import { createTransport, type Transport } from './transport.ts';

/** A TLS server that does not know HTTP: it keeps the bytes, and answers each request with the same bytes. */
describe('what is recorded as sent', () => {
  let bytes = '';
  let reply = '';
  let transport: Transport;
  let close: () => void;

  beforeAll(async () => {
    const authority = await createAuthority({ name: 'Test CA', clock: systemClock });
    const { privateKey, publicKey } = generateKeyPair('P-256');
    const subject = { C: 'NL', O: 'Test', CN: 'server' };
    const cert = await authority.issue({ publicKey, subject, usage: 'server', names: ['127.0.0.1'] });
    const sockets = new Set<TLSSocket>();
    const server = createServer({ key: privateKeyPem(privateKey), cert }, (socket) => {
      sockets.add(socket);
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.toString('latin1');
        const [head = '', body = ''] = bytes.split('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
        if (bytes.includes('\r\n\r\n') && body.length === length) socket.write(reply, 'latin1');
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    transport = createTransport({
      origin: `https://127.0.0.1:${port}`,
      tlsOptions: () => ({ ca: authority.certificate }),
      connections: 1,
      timeoutMs: 5_000,
    });
    close = () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    };
  });
  afterAll(async () => {
    await transport.close();
    close();
  });

  const exchange = (method: string, target: string, fields: Fields, body: Buffer) => {
    bytes = '';
    reply = 'HTTP/1.1 200 Fine\r\nX-Odd: a\r\nx-odd:   b \r\nContent-Length: 2\r\n\r\nok';
    return transport.exchange({ method, target, fields, body }, 'regular');
  };

  const onTheWire = (method: string, target: string, fields: Fields, body: Buffer): string =>
    [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n') +
    body.toString('latin1');

  test.each([
    [
      'with content',
      'POST',
      '/payments/initiate?a=%2F',
      [
        ['Content-Type', 'application/json'],
        ['Content-Length', '14'],
        ['X-Twice', '1'],
        ['x-twice', '2'],
        ['Signature', 'nopan_sig=:AAAA:'],
      ],
      Buffer.from('{"name":"Zoë"}'),
    ],
    ['without content', 'GET', '/payments/x1/status', [['Nopan-Version', '0.1']], Buffer.alloc(0)],
    ['that has no content and says so', 'POST', '/mock/payment/x1/approve', [['A', 'b']], Buffer.alloc(0)],
    ['that deletes', 'DELETE', '/x', [], Buffer.alloc(0)],
    ['with a Host of its own', 'GET', '/x', [['Host', 'api.example.com']], Buffer.alloc(0)],
  ] satisfies [string, string, string, Fields, Buffer][])(
    'is, byte for byte, a request %s',
    async (_, method, target, fields, body) => {
      const length: Fields = fields.some(([name]) => name === 'Content-Length')
        ? fields.map(([name, value]) => [name, name === 'Content-Length' ? String(body.length) : value])
        : fields;
      const outcome = await exchange(method, target, length, body);

      expect(outcome.failure).toBeUndefined();
      expect(onTheWire(method, target, outcome.fields, body)).toBe(bytes);
    },
  );

  test('a response keeps the order, case and repetition of its fields', async () => {
    const { response, tls } = await exchange('GET', '/', [], Buffer.alloc(0));

    expect(response).toMatchObject({
      status: 200,
      fields: [
        ['X-Odd', 'a'],
        ['x-odd', 'b'],
        ['Content-Length', '2'],
      ],
      body: Buffer.from('ok'),
    });
    expect(tls).toEqual({
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      serverCertificate: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  test('an interim answer is passed over', async () => {
    bytes = '';
    reply = 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 Gone\r\n\r\n';
    const request = { method: 'GET', target: '/', fields: [], body: Buffer.alloc(0) };
    const { response } = await transport.exchange(request, 'regular');

    expect(response).toMatchObject({ status: 204, fields: [], body: Buffer.alloc(0) });
  });
});
