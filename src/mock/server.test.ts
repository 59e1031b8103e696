import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startTestMock } from './fixtures/mock.ts';
import { initiate } from './fixtures/orders.ts';
import { Shop } from './fixtures/shop.ts';
import { send } from './fixtures/wire.ts';

test('two mocks at once do not disturb each other', async () => {
  const [one, two] = await Promise.all([startTestMock(), startTestMock()]);
  expect(new Set([one.baseUrl, one.controlUrl, two.baseUrl, two.controlUrl]).size).toBe(4);
  const shops = await Promise.all([Shop.enrol(one), Shop.enrol(two)]);
  const answers = await Promise.all(shops.map((shop) => initiate(shop)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await Promise.all([one.close(), two.close()]);
});

test('a closed mock answers no more', async () => {
  const mock = await startTestMock();
  await mock.close();
  await expect(send(`${mock.baseUrl}/auth/jwks`, { ca: mock.trust })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

// Waiting would take the 10 s of the handshake's deadline.
test('closing does not wait for connections that never began TLS', { timeout: 9_000 }, async () => {
  const mock = await startTestMock();
  const sockets = [mock.baseUrl, mock.controlUrl].map((url) => connect(Number(new URL(url).port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  await send(`${mock.baseUrl}/auth/jwks`, { ca: mock.trust });
  const ended = sockets.map((socket) => once(socket.on('error', () => undefined).resume(), 'close'));
  await mock.close();
  await Promise.all(ended);
});

test.each(['port', 'controlPort'] as const)('a %s that is taken is told', async (name) => {
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const { port } = occupant.address() as AddressInfo;
  await expect(startTestMock({}, { [name]: port })).rejects.toMatchObject({
    code: 'ERR_PORT',
    message: `The mock cannot listen on 127.0.0.1:${port}`,
    actual: 'EADDRINUSE',
    advice: 'Choose another port, or 0 for a free one.',
  });
  occupant.close();
});

test('it can be reached by name', async () => {
  const mock = await startTestMock({}, { host: 'localhost' });
  expect(mock.baseUrl).toMatch(/^https:\/\/localhost:\d+$/);
  expect((await send(`${mock.baseUrl}/auth/jwks`, { ca: mock.trust })).status).toBe(200);
  await mock.close();
});
