import { connect, type ConnectionOptions } from 'node:tls';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect } from 'vitest';
import { fuzz } from '../../fixtures/fuzz.ts';
import { hostileText, mutatedText } from '../../fixtures/hostile.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { initiate, order } from '../fixtures/orders.ts';
import { Shop, type Spoiling } from '../fixtures/shop.ts';

const mock = await startTestMock();
const shop = await Shop.enrol(mock);
afterAll(() => mock.close());

/** A request as it goes over the wire, made from the headers that a shop signs. */
async function rawRequest(line: string, body: string, call: (spoiling: Spoiling) => Promise<unknown>): Promise<string> {
  let fields: string[] = [];
  await call({
    after(headers) {
      fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    },
  });
  return `${line} HTTP/1.1\r\n${fields.join('')}\r\n${body}`;
}

const body = JSON.stringify(order(shop));
const sound = [
  await rawRequest('POST /payments/initiate', body, (spoiling) =>
    shop.call('POST', '/payments/initiate', body, spoiling),
  ),
  await rawRequest('GET /payments/none/status', '', (spoiling) => shop.get('/payments/none/status', spoiling)),
];

/** Sends bytes and nothing more over a connection of its own; what comes back until the mock closes it. */
function answerTo(text: string): Promise<string> {
  const { hostname, port } = new URL(mock.baseUrl);
  const options: ConnectionOptions = { ...shop.tls, host: hostname, port: Number(port) } as ConnectionOptions;
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(options, () => socket.end(text, 'latin1'));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    // The mock may hang up while it is still being written to.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve(answer);
    });
  });
}

const lines = [
  'Transfer-Encoding: chunked',
  'Content-Length: 5',
  'Content-Length: -1',
  'Expect: 100-continue',
  'Upgrade: h2c\r\nConnection: upgrade',
  'Host: x',
  'GET /auth/jwks HTTP/1.1',
].map((line) => `${line}\r\n`);
const syntax = [
  '\r\n',
  '\n',
  ':',
  ' ',
  '\t',
  '\0',
  '/',
  '?',
  '%00',
  '%',
  '#',
  '..',
  '*',
  'CONNECT ',
  '{',
  '"',
  '\u00ff',
];

describe('the mock answers or hangs up, never with a fault of its own,', () => {
  const foreign = fc.oneof(hostileText([...syntax, ...lines]), mutatedText(sound, [...syntax, ...lines]));

  fuzz('whatever bytes it is sent', foreign, async (text) => {
    const answer = await answerTo(text);
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
    expect(answer === '' || answer.startsWith('HTTP/1.1 ')).toBe(true);
    expect(statuses.filter((status) => status >= 500 && status !== 501)).toEqual([]);
    const signatures = answer.match(/^signature: nopan_sig=:/gim) ?? [];
    expect(signatures).toHaveLength(statuses.filter((status) => status >= 200).length);
  });

  afterEach(async () => {
    expect((await initiate(shop)).status).toBe(200);
  });
});
