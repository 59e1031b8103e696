import { createHmac } from 'node:crypto';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Delivery } from '../contract/types/delivery.ts';
import { systemRandomness } from '../randomness.ts';
import { startReceiver, type Receiver } from './receiver.ts';

const secret = 'the secret of these webhooks';
const schemas = loadSchemas(schemasDir);
const json = JSON.stringify({ notificationId: 'n1', notificationType: 'PAYMENT_INITIATE', clientTransactionId: 'o1' });
const mac = (body: string | Buffer = json): string => createHmac('sha256', secret).update(body).digest('hex');

let receiver: Receiver;
let port: number;
beforeEach(async () => {
  receiver = await startReceiver({
    hmac: { secret, profile: { header: 'Nopan-Signature', hash: 'sha256', encoding: 'hex' } },
    clock: systemClock,
    randomness: systemRandomness,
    path: '/nopan',
  });
  port = Number(new URL(receiver.url).port);
});
afterEach(async () => {
  for (const delivery of receiver.arrived(() => true))
    expect(schemas.violations('delivery.schema', delivery)).toEqual([]);
  await receiver.close();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** Node's own client, not ours. Resolves to the status, or to why there is none. */
const send = ({ method = 'POST', path = '/nopan', headers = {}, body = json }: Sent) =>
  new Promise<number | string>((resolve) => {
    const given = { 'Nopan-Signature': mac(body), 'Content-Type': 'application/json', ...headers };
    const all = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const call = request({ host: '127.0.0.1', port, method, path, headers: all, agent: false });
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    call.end(body);
  });

const raw = (text: string | Buffer) =>
  new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      setTimeout(() => socket.end(), 20);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
    socket.resume();
  });

const arrived = (): Delivery[] => [...receiver.arrived(() => true)];
const told = async (): Promise<string | undefined> => {
  const late = receiver.waitFor(() => false, { timeoutMs: 1 });
  return late.then(
    () => undefined,
    (error: unknown) => (error as { actual: string }).actual,
  );
};

describe('a webhook is taken', () => {
  test.each([
    'application/json, application/json',
    'application/json,application/json',
    'json',
    'text/plain',
    'application/json;',
    'application/json; charset="UTF-8"',
    'multipart/form-data',
    '',
    undefined,
  ])('whose Content-Type is %j', async (type) => {
    expect(await send({ headers: { 'Content-Type': type } })).toBe(202);
    expect(arrived()).toMatchObject([{ hmacVerified: true, answeredWith: 202, notificationType: 'PAYMENT_INITIATE' }]);
  });

  test('in chunks, and to another path, which is recorded', async () => {
    expect(await send({ headers: { 'Transfer-Encoding': 'chunked' } })).toBe(202);
    expect(await send({ path: '/nopan/%zz?x=1' })).toBe(202);
    expect(arrived().map(({ path, method }) => [path, method])).toEqual([
      [undefined, undefined],
      ['/nopan/%zz?x=1', undefined],
    ]);
    expect(await told()).toBe(
      'PAYMENT_INITIATE of o1, answered 202; PAYMENT_INITIATE of o1, once more (to /nopan/%zz?x=1), answered 202',
    );
  });

  test.each([
    ['gzip', gzipSync, 'of what is sent'],
    ['GZip', gzipSync, 'of what is encoded'],
    ['deflate', deflateSync, 'of what is sent'],
    ['br', brotliCompressSync, 'of what is encoded'],
  ])('encoded with %s, its HMAC being that', async (coding, encode, whose) => {
    const body = encode(json);
    const signature = mac(whose === 'of what is sent' ? body : json);
    expect(await send({ body, headers: { 'Content-Encoding': coding, 'Nopan-Signature': signature } })).toBe(202);
    expect(arrived()).toMatchObject([
      {
        notificationType: 'PAYMENT_INITIATE',
        hmacVerified: true,
        body: json,
        note: `came encoded with ${coding.toLowerCase()}, and is kept without that`,
      },
    ]);
  });

  test('whoever expects to be asked for it', async () => {
    expect(await send({ headers: { Expect: '100-continue' } })).toBe(202);
    expect(await send({ headers: { Expect: 'something else' } })).toBe(202);
  });
});

describe('what is no webhook is recorded, and told to whoever waits', () => {
  test.each([
    ['GET', 405],
    ['PUT', 405],
    ['HEAD', 405],
    ['PROPFIND', 405],
  ])('by the method %s', async (method, status) => {
    const body = method === 'GET' || method === 'HEAD' ? '' : json;
    expect(await send({ method, body })).toBe(status);
    expect(arrived()).toMatchObject([{ method, problem: `came with the method ${method}, not POST` }]);
    expect(await told()).toContain(`came with the method ${method}, not POST`);
  });

  test.each([
    ['', 'has no content'],
    ['[]', 'has content that is not a JSON object'],
    ['{"notificationId":', 'has content that is not a JSON object'],
    ['\ufeff' + json, 'has content that is not a JSON object: it begins with a byte order mark'],
  ])('by the content %j', async (body, problem) => {
    expect(await send({ body })).toBe(400);
    expect(await told()).toBe(
      `unknown content of no payment (${problem}, Content-Type application/json), answered 400`,
    );
  });

  test.each([
    ['zstd', Buffer.from(json.slice(1))],
    ['gzip', gzipSync(json).subarray(0, -1)],
    ['gzip', gzipSync(' '.repeat(300_000) + json)],
  ])('by the coding %s of what cannot be read', async (coding, body) => {
    expect(await send({ body, headers: { 'Content-Encoding': coding } })).toBe(400);
    expect(await told()).toContain(`has content that is encoded with ${coding}`);
  });

  test('by its end, which does not come', async () => {
    await raw('POST /nopan HTTP/1.1\r\nHost: x\r\nContent-Type: text/x\r\nContent-Length: 100\r\n\r\n{"a"');
    await expect
      .poll(told)
      .toBe('unknown content of no payment (invalid HMAC, broke off after 4 bytes, Content-Type text/x), answered 401');
  });

  test.each([
    ['spoke TLS, where plain HTTP is expected', Buffer.from('16030100050100000100', 'hex')],
    ['was not a readable HTTP request (HPE_INVALID_METHOD)', 'this is no HTTP\r\n\r\n'],
    ['asked for a tunnel (CONNECT)', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('since it %s', async (problem, text) => {
    await raw(text);
    await expect.poll(told).toBe(`unknown content of no payment (no request, ${problem}), answered 401`);
  });

  test('by header fields that are longer than Node.js takes by itself', async () => {
    expect(await send({ headers: { 'X-Forwarded-For': 'a'.repeat(40_000) } })).toBe(202);
  });
});
