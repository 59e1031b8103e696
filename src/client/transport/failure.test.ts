import { createServer as createHttpServer } from 'node:http';
import { createSecureServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority } from '../../credentials/authority.ts';
import { createClient, type Client } from '../client.ts';
import { planned, startNopan, type Nopan } from '../fixtures/nopan.ts';
import type { ClientOptions } from '../options.ts';

const call = planned({ method: 'GET', target: '/x', authenticated: false });

describe('a call that gets no answer', () => {
  let nopan: Nopan;
  let client: Client | undefined;
  let other: Server | undefined;
  beforeAll(async () => {
    nopan = await startNopan();
  });
  afterEach(async () => {
    await client?.close();
    other?.close();
  });
  afterAll(() => nopan.close());

  const send = (more: Partial<ClientOptions>) => {
    client = createClient(nopan.options(more));
    return client.send(call);
  };

  /** The address of a server that is none of ours. */
  const listening = async (server: Server): Promise<string> => {
    other = server;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  test('because nothing listens', async () => {
    const baseUrl = await listening(createTcpServer());
    await new Promise((resolve) => other?.close(resolve));
    const { failure, response, verification, evidence } = await send({ baseUrl });

    expect(failure).toMatchObject({
      code: 'ERR_TARGET',
      message: `${baseUrl} refused the connection`,
      where: baseUrl,
      actual: `connect ECONNREFUSED ${baseUrl.slice('https://'.length)}`,
      advice: 'Nothing listens there: is the target running, is the port right?',
    });
    expect(response).toBeUndefined();
    expect(verification).toBeUndefined();
    expect(evidence).toMatchObject({ failure: { code: 'ERR_TARGET' }, request: { method: 'GET' } });
    expect(evidence.response).toBeUndefined();
    expect(evidence.tls).toBeUndefined();
  });

  test('because the host does not exist', async () => {
    const { failure } = await send({ baseUrl: 'https://no-such-host.invalid' });

    expect(failure?.code).toBe('ERR_TARGET');
    expect(failure?.message).toMatch(
      /^https:\/\/no-such-host\.invalid (has a host name that does not resolve|could not be looked up)$/,
    );
  });

  test('because the server is not trusted', async () => {
    const stranger = await createAuthority({ name: 'Another CA', clock: systemClock });
    const { failure } = await send({ credentials: { ...nopan.credentials, trust: stranger.certificate } });

    expect(failure).toMatchObject({
      code: 'ERR_TLS',
      message: `${nopan.baseUrl} has a certificate that is not trusted`,
      blame: 'environment',
    });
  });

  test('because the certificate is for another host', async () => {
    const baseUrl = nopan.baseUrl.replace('127.0.0.1', 'localhost');
    const { failure } = await send({ baseUrl });

    expect(failure).toMatchObject({ code: 'ERR_TLS', message: `${baseUrl} has a certificate for another host` });
  });

  test('because the port is one for plain HTTP', async () => {
    const baseUrl = await listening(createHttpServer());
    const { failure } = await send({ baseUrl });

    expect(failure).toMatchObject({ code: 'ERR_TLS', message: `${baseUrl} does not speak TLS` });
  });

  describe('because the server speaks HTTP/2 only', () => {
    const told = async (server: Server) => {
      const baseUrl = await listening(server);
      const { failure } = await send({ baseUrl });
      expect(failure).toMatchObject({
        code: 'ERR_TLS',
        message: `${baseUrl} speaks HTTP/2 only`,
        blame: 'environment',
      });
      expect(failure?.advice).toMatch(/^nopan-certify speaks HTTP\/1\.1: /);
    };

    test('which TLS tells', async () => {
      await told(createHttp2Server({ ...nopan.server, allowHTTP1: false }));
    });

    test.each(['at once', 'in answer to a request'])('which only its first frame tells, %s', async (when) => {
      const settings = Buffer.from('00000c040000000000000300000064000400100000', 'hex');
      await told(
        createTlsServer(nopan.server, (socket) => {
          socket.on('error', () => undefined);
          if (when === 'at once') socket.end(settings);
          else socket.once('data', () => socket.end(settings));
        }),
      );
    });
  });

  test('because the server refuses the certificate after the handshake, as TLS 1.3 does', async () => {
    const strict = await startNopan({ requireCertificate: true });
    client = createClient(strict.options());
    const refused = await client.send(call, {
      tampering: {
        id: 'x',
        title: 'without a client certificate',
        operator: 'connect',
        arguments: { connection: 'without-certificate' },
        rejected: 'certificate',
        requirement: 'TLS-03',
      },
    });
    const accepted = await client.send(call);
    await strict.close();

    expect(refused.failure).toMatchObject({
      code: 'ERR_TLS',
      message: `${strict.baseUrl} refused the TLS connection`,
    });
    expect(refused.failure?.actual).toMatch(/certificate required/);
    expect(refused.evidence.tls?.clientCertificate).toBeUndefined();
    expect(accepted.failure).toBeUndefined();
  });

  test('because the server closes the connection', async () => {
    nopan.answer('/x', { status: 200, silence: 'reset' });
    const { failure } = await send({});

    expect(failure).toMatchObject({
      code: 'ERR_TARGET',
      message: `${nopan.baseUrl} closed the connection without an answer`,
    });
  });

  describe('in time', () => {
    beforeEach(() => {
      nopan.answer('/x', { status: 200, silence: 'hang' });
    });

    test('because the server is silent', async () => {
      const { failure, evidence } = await send({ timeoutMs: 1_000 });

      expect(failure).toMatchObject({
        code: 'ERR_TIMEOUT',
        message: `${nopan.baseUrl} did not answer within 1000 ms`,
      });
      expect(evidence.timings.durationMs).toBeGreaterThan(40);
      expect(evidence.tls?.protocol).toBe('TLSv1.3');
    });

    test('because the server never completes the handshake', async () => {
      const sockets: Socket[] = [];
      const baseUrl = await listening(createTcpServer((socket) => sockets.push(socket)));
      const { failure } = await send({ baseUrl, timeoutMs: 60 });
      for (const socket of sockets) socket.destroy();

      expect(failure).toMatchObject({ code: 'ERR_TIMEOUT', message: `${baseUrl} did not answer within 60 ms` });
    });

    test('because the client is closed', async () => {
      const sending = send({});
      setTimeout(() => void client?.close(), 100);

      expect((await sending).failure?.code).toBe('ERR_INTERRUPTED');
    });

    test('and the next call is answered, over a new connection', async () => {
      const late = await send({ timeoutMs: 1_000 });
      const next = await client?.send(planned({ method: 'GET', target: '/y', authenticated: false }));

      expect(late.failure?.code).toBe('ERR_TIMEOUT');
      expect(next?.failure).toBeUndefined();
      expect(next?.evidence.timings.connectMs).toBeGreaterThan(0);
    });
  });
});
