import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal, initiate, order } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';

const mocks: RunningMock[] = [];
let shop: Shop;

beforeAll(async () => {
  mocks.push(await startTestMock());
  shop = await Shop.enrol(mocks[0] as RunningMock);
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

/** A call that is signed for the host that it names. */
function forHost(host: string, of = shop) {
  return initiate(of, {}, { headers: { Host: host }, host, tls: { checkServerIdentity: () => undefined } });
}

test.each(['evil.example', 'api.sandbox.nopan.dev', '127.0.0.1', 'localhost'])(
  'a request for %s, signed for that, is not served',
  async (host) => {
    expectRefusal(await forHost(host), 400, '4000');
  },
);

test('one for another of its names and ports is, as behind a gateway', async () => {
  expect((await forHost('localhost:9443')).status).toBe(200);
});

test('one that is signed for another host than it names is not', async () => {
  const { host } = new URL(shop.mock.baseUrl);
  expectRefusal(await initiate(shop, {}, { headers: { Host: host }, host: '127.0.0.1' }), 401, '4992');
});

/** A call whose request line has a whole URL, as a proxy gets it (RFC 9112 section 3.2.2). */
function forUrl(base: string) {
  return shop.call('POST', `${base}/payments/initiate`, JSON.stringify(order(shop)), {});
}

test('a whole URL in the request line is served where it is ours', async () => {
  expect((await forUrl(shop.mock.baseUrl)).status).toBe(200);
});

test.each(['https://evil.example', 'https://127.0.0.1', 'https://u@localhost:9443', 'http://evil.example:8443'])(
  'a whole URL of another host is not: %s',
  async (base) => {
    expectRefusal(await forUrl(base), 400, '4000');
  },
);

test('nor is one of another host than Host names', async () => {
  const { port } = new URL(shop.mock.baseUrl);
  expectRefusal(await forUrl(`https://localhost:${port}`), 400, '4000');
});

test.each([
  ['exact', 'localhost:9443', 400],
  ['any', 'evil.example', 200],
] as const)('with %s hosts %s meets %i', async (acceptedHosts, host, status) => {
  const mock = await startTestMock({}, { acceptedHosts });
  mocks.push(mock);
  expect((await forHost(host, await Shop.enrol(mock))).status).toBe(status);
});

test.each(['Idempotency-Key', 'Authorization', 'Content-Type'])('two fields %s are refused', async (name) => {
  const after = (headers: Record<string, string | string[]>) => {
    headers[name] = [headers[name] as string, headers[name] as string];
  };
  const answer = await initiate(shop, {}, { after: after });
  expectRefusal(answer, 400, '4000');
});

test('one key may have a comma', async () => {
  expect((await initiate(shop, {}, { idempotencyKey: 'one, and two' })).status).toBe(200);
});
