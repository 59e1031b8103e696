import { randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seconds, systemClock } from '../../clock.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal, order, pending } from '../fixtures/orders.ts';
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

/** RFC 7515 appendix F and RFC 7797, by node:crypto alone. */
function detachedJws(body: string, changes: object = {}): string {
  const header = { alg: 'ES256', kid: shop.keyid, iat: seconds(systemClock), b64: false, crit: ['b64'], ...changes };
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
  const key = { key: shop.signingKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${encoded}..${sign('sha256', Buffer.from(`${encoded}.${body}`), key).toString('base64url')}`;
}

async function call(method: string, path: string, body: string, jws: string): Promise<WireAnswer> {
  const headers = {
    authorization: `Bearer ${await shop.token()}`,
    'x-jws-signature': jws,
    'idempotency-key': randomUUID(),
    ...(body !== '' && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
  return send(`${mock.baseUrl}${path}`, { ...shop.tls, method, headers }, body);
}

test('a request with a detached JWS is served, and answered with an HTTP message signature', async () => {
  const body = JSON.stringify(order(shop));
  const answer = await call('POST', '/payments/initiate', body, detachedJws(body));
  expect(answer.json).toMatchObject({ status: 'PENDING' });
  await verifyAnswer(mock, answer);
});

test('a request without content is signed over nothing', async () => {
  const id = await pending(shop);
  expect((await call('GET', `/payments/${id}/status`, '', detachedJws(''))).json).toMatchObject({ status: 'PENDING' });
});

describe('a spoilt one is refused', () => {
  test.each([
    ['another body', (body: string) => detachedJws(`${body} `), 401, '4992'],
    ['an unknown key', (body: string) => detachedJws(body, { kid: 'key-99' }), 401, '4992'],
    ['no algorithm', (body: string) => detachedJws(body, { alg: 'none' }), 401, '4992'],
    ['six minutes of age', (body: string) => detachedJws(body, { iat: seconds(systemClock) - 360 }), 401, '4992'],
    ['no b64', (body: string) => detachedJws(body, { b64: undefined, crit: undefined }), 400, '4990'],
    ['no crit', (body: string) => detachedJws(body, { crit: undefined }), 400, '4990'],
    ['an attached payload', (body: string) => detachedJws(body).replace('..', '.e30.'), 400, '4990'],
  ] as const)('for %s', async (_what, jws, status, reasonCode) => {
    const body = JSON.stringify(order(shop));
    expectRefusal(await call('POST', '/payments/initiate', body, jws(body)), status, reasonCode);
  });
});
