import { once } from 'node:events';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type ConnectionOptions } from 'node:tls';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { initiate } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;
let lines: { level: number; msg: string }[] = [];

beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line) as (typeof lines)[0]) });
  mock = await startTestMock({}, { log });
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

async function connected(url: string) {
  const { hostname: host, port } = new URL(url);
  const carrier = createConnection({ host, port: Number(port) });
  const socket = connect({ ...shop.tls, socket: carrier, servername: '' } as ConnectionOptions);
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return { socket, carrier };
}

const head = (url: string, line: string) => `${line} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n`;
const upload = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"half":';

test.each([
  ['in the middle of its content', () => mock.baseUrl, 'POST /payments/initiate', upload, true],
  ['in the middle of its head', () => mock.baseUrl, 'POST /payments/initiate', 'Content-', false],
  ['in the middle of a content of the control API', () => mock.controlUrl, 'POST /organizations', upload, true],
  ['before it has read the answer', () => mock.baseUrl, 'GET /auth/jwks', '\r\n', false],
] as const)('a client that hangs up %s is one line for debugging at most', async (_where, url, line, rest, told) => {
  for (const how of ['destroy', 'resetAndDestroy'] as const) {
    lines = [];
    const secret = url() === mock.controlUrl ? `Authorization: Bearer ${mock.controlSecret}\r\n` : '';
    const { socket, carrier } = await connected(url());
    socket.write(head(url(), line) + secret + rest);
    await pause(30);
    carrier[how]();
    if (told) await expect.poll(() => lines.length).toBeGreaterThan(0);
    await pause(30);
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    const debugged = lines.filter(({ level }) => level < 30).map(({ msg }) => msg);
    expect(['', 'a client hung up']).toContain(debugged.join(', '));
    expect((await initiate(shop)).status).toBe(200);
  }
});

test('what follows a request on its connection does not cost it its answer', async () => {
  const first = `${head(mock.baseUrl, 'GET /auth/jwks')}\r\n`;
  const { socket } = await connected(mock.baseUrl);
  let answers = '';
  socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
  socket.write(`${first}nonsense\r\n\r\n`);
  await once(socket, 'close');
  expect([...answers.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status)).toContain('200');
  expect(answers).toContain('{"keys":[');
});
