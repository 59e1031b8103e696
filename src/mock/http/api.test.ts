import { connect, type ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal, initiate, order, pending } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { verifyAnswer } from '../fixtures/verify-answer.ts';
import { send, type WireAnswer } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const address = () => {
  const { hostname, port } = new URL(mock.baseUrl);
  return { host: hostname, port: Number(port) };
};

describe('every answer is signed', () => {
  test('a success', async () => {
    await verifyAnswer(mock, await initiate(shop));
  });

  test('one without content', async () => {
    const answer = await shop.post('/mock/set', {
      processingAccountId: shop.account,
      key: { type: 'PAYER_ID', value: 'payer-of-this-test' },
      type: 'MOCK',
    });
    expect({ status: answer.status, length: answer.headers['content-length'] }).toEqual({ status: 200, length: '0' });
    await verifyAnswer(mock, answer);
  });

  test('an access token', async () => {
    await verifyAnswer(
      mock,
      await shop.requestToken({ grant_type: 'client_credentials', client_id: shop.organizationId }),
    );
  });

  test('the key set, which anybody may have', async () => {
    const answer = await send(`${mock.baseUrl}/auth/jwks`, { ca: mock.trust });
    expect(answer.json['keys']).toMatchObject([
      { kid: 'nopan-sandbox', kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' },
    ]);
    await verifyAnswer(mock, answer);
  });

  test('a refusal', async () => {
    const answer = await initiate(shop, {}, { token: null });
    expectRefusal(answer, 401, '4970');
    await verifyAnswer(mock, answer);
  });

  test('and an altered one does not verify', async () => {
    const answer = await initiate(shop);
    const altered = { ...answer, body: Buffer.from(answer.body.toString().replace('PENDING', 'APPROVE')) };
    await expect(verifyAnswer(mock, altered)).rejects.toThrow('The digest is not that of the body');
    await expect(verifyAnswer(mock, { ...answer, status: 201 })).rejects.toThrow(/verif/i);
  });
});

describe('what no operation takes meets the envelope too, signed', () => {
  const refusals: readonly (readonly [string, () => Promise<WireAnswer>, number, string])[] = [
    ['an unknown path', () => shop.get('/payments'), 404, '5000'],
    ['a path that cannot be decoded', () => shop.get('/payments/%E0%A4%A/status'), 400, '4000'],
    ['another method', () => shop.call('DELETE', '/payments/initiate', undefined, {}), 405, '4000'],
    ['an id that is too long', () => shop.get(`/payments/${'a'.repeat(101)}/status`), 404, '5000'],
    ['a content that is too large', () => shop.post('/payments/initiate', { text: 'x'.repeat(2 ** 20) }), 413, '4000'],
  ];

  test.each(refusals)('%s', async (_what, call, status, reasonCode) => {
    const answer = await call();
    expectRefusal(answer, status, reasonCode);
    await verifyAnswer(mock, answer);
  });

  test('another method is told the right one', async () => {
    const answer = await shop.call('PUT', '/payments/initiate', '{}', {});
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });

  test.each([
    ['what is not even HTTP', 'nonsense', 400, '4000'],
    ['no host', 'GET /auth/jwks HTTP/1.1\r\nConnection: close', 400, '4000'],
    ['two hosts', 'GET /auth/jwks HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close', 400, '4000'],
    [
      'an unknown expectation',
      'GET /auth/jwks HTTP/1.1\r\nHost: localhost:1\r\nExpect: y\r\nConnection: close',
      400,
      '4000',
    ],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x', 404, '5000'],
    [
      'a content of no type by a method of no route',
      'QUERY /payments/initiate HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 0\r\nConnection: close',
      415,
      '4000',
    ],
  ])('%s', async (_what, head, status, reasonCode) => {
    const answer = await rawAnswer(`${head}\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\nsignature: nopan_sig=:[^:]+:\r\n/i);
    expect(answer).toContain(`"reasonCode":"${reasonCode}"`);
  });

  function rawAnswer(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...address(), ca: mock.trust });
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('close', () => {
        resolve(answer);
      });
      socket.on('error', reject);
      socket.write(text);
    });
  }
});

test('two refusals have call ids of their own', async () => {
  const answers = [await shop.get('/payments/none/status'), await shop.get('/payments/none/status')];
  for (const answer of answers) expectRefusal(answer, 404, '5000');
  expect(answers[0]?.json['callId']).not.toBe(answers[1]?.json['callId']);
});

test('a query belongs to what is signed', async () => {
  const id = await pending(shop);
  expect((await shop.get(`/payments/${id}/status?verbose=true`)).status).toBe(200);
});

describe('transport', () => {
  test('TLS 1.2 is refused by TLS itself', async () => {
    const tls = { maxVersion: 'TLSv1.2' } as const;
    await expect(initiate(shop, {}, { tls })).rejects.toThrow('alert protocol version');
  });

  test('a resumed session keeps the certificate that it began with', async () => {
    const call = (session?: Buffer) =>
      new Promise<{ ticket: Buffer | undefined; reused: boolean; answer: string }>((resolve, reject) => {
        let answer = '';
        let ticket: Buffer | undefined;
        let reused = false;
        const socket = connect({ ...address(), ...shop.tls, session } as ConnectionOptions, () => {
          reused = socket.isSessionReused();
          socket.write(
            'POST /payments/initiate HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
          );
        });
        socket.on('session', (received) => (ticket = received));
        socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
        socket.on('error', reject);
        socket.on('close', () => {
          resolve({ ticket, reused, answer });
        });
      });
    const first = await call();
    const second = await call(first.ticket);
    expect([first.reused, second.reused]).toEqual([false, true]);
    // The certificate has passed: it is the signature that is missing.
    expect(second.answer).toMatch(/"reasonCode":"4990"/);
  });

  test('a mock can be told to demand the certificate in the handshake', async () => {
    const strict = await startTestMock({ 'transport.missingCertificate': 'handshake-failure' });
    await expect(send(`${strict.baseUrl}/auth/jwks`, { ca: strict.trust })).rejects.toThrow();
    const known = await Shop.enrol(strict);
    expect((await known.get('/auth/jwks')).status).toBe(200);
    await strict.close();
  });
});

test('nothing of a payment reaches another organization', async () => {
  const content = order(shop);
  const id = (await shop.post('/payments/initiate', content)).json['transactionId'] as string;
  const other = await Shop.enrol(mock);
  expectRefusal(await other.get(`/payments/${id}/status`), 404, '5000');
  expectRefusal(await other.post(`/mock/payment/${id}/approve`, undefined), 404, '5000');
  const finalize = { processingAccountId: other.account, transactionId: id };
  expectRefusal(await other.post('/payments/finalize', finalize), 404, '5000');
  const same = { ...content, processingAccountId: other.account };
  expect((await other.post('/payments/initiate', same)).status).toBe(200);
});
