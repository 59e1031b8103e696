import { createSecureServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority } from '../../credentials/authority.ts';
import { generateKeyPair } from '../../credentials/key-pair.ts';
import { probe, type ProbedTarget } from './probe.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function issued(): Promise<{ identity: { key: string | Buffer; cert: string }; trust: string }> {
  const authority = await createAuthority({ name: 'probe test', clock: systemClock });
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'probe test', CN: '127.0.0.1' };
  const cert = await authority.issue({ publicKey, subject, usage: 'server', names: ['127.0.0.1'] });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { identity: { key, cert }, trust: authority.certificate };
}

async function tlsServer(): Promise<{ baseUrl: string; trust: string }> {
  const { identity, trust } = await issued();
  return { baseUrl: await listening(createServer(identity)), trust };
}

const connection = (baseUrl: string, trust?: string): ProbedTarget => ({
  baseUrl,
  ...(trust !== undefined && { trust }),
});

describe('probe', () => {
  it('is content with a server of a trusted authority, and tells what was agreed on', async () => {
    const { baseUrl, trust } = await tlsServer();
    const handshake = await probe(connection(baseUrl, trust));
    expect(handshake).toEqual({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
  });

  it('tells a server of an unknown authority', async () => {
    const { baseUrl } = await tlsServer();
    await expect(probe(connection(baseUrl))).rejects.toMatchObject({
      code: 'ERR_TLS',
      blame: 'environment',
      where: baseUrl,
    });
  });

  it('tells a server that speaks HTTP/2 only', async () => {
    const { identity, trust } = await issued();
    const baseUrl = await listening(createHttp2Server({ ...identity, allowHTTP1: false }));
    await expect(probe(connection(baseUrl, trust))).rejects.toMatchObject({
      code: 'ERR_TLS',
      message: `${baseUrl} speaks HTTP/2 only`,
    });
  });

  it('distrusts it whatever the environment says', async () => {
    const { baseUrl } = await tlsServer();
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await expect(probe(connection(baseUrl))).rejects.toMatchObject({ code: 'ERR_TLS' });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  it('tells that nothing listens', async () => {
    const server = createTcpServer();
    const baseUrl = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(probe(connection(baseUrl))).rejects.toMatchObject({
      code: 'ERR_TARGET',
      advice: 'Nothing listens there: is the target running, is the port right?',
    });
  });

  it('tells a server that does not speak TLS', async () => {
    const baseUrl = await listening(createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(probe(connection(baseUrl))).rejects.toMatchObject({ code: 'ERR_TLS' });
  });
});
