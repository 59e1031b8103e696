import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestMock } from './fixtures/mock.ts';
import { details, initiate, order } from './fixtures/orders.ts';
import { Shop, type Spoiling } from './fixtures/shop.ts';
import { guards, strictGuards } from './guards/list.ts';
import type { ServedCall } from './served-call.ts';
import type { RunningMock } from './server.ts';

let served: ServedCall[] = [];
const watch = (call: ServedCall): void => {
  served.push(call);
};
let mocks: RunningMock[] = [];
let [tolerant, strict]: (Shop | undefined)[] = [];

beforeAll(async () => {
  mocks = [await startTestMock({}, { watch }), await startTestMock({}, { watch, strict: true })];
  [tolerant, strict] = await Promise.all(mocks.map((mock) => Shop.enrol(mock)));
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));
beforeEach(() => {
  served = [];
});

const version = { headers: { 'Nopan-Version': '0.1' } };

/** The signature as ASN.1 DER. */
const asDer: NonNullable<Spoiling['after']> = (headers) => {
  const raw = Buffer.from(/:(.*):/.exec(headers['Signature'] ?? '')?.[1] ?? '', 'base64');
  const integer = (bytes: Buffer): Buffer => {
    const positive = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(2, positive.length), positive]);
  };
  const content = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  const der = Buffer.concat([Buffer.of(0x30, content.length), content]);
  headers['Signature'] = `nopan_sig=:${der.toString('base64')}:`;
};

const components = ['@authority', '@method', '@request-target', 'content-digest', 'content-type', 'content-length'];

const cases: readonly (readonly [
  id: string,
  spoiling: Spoiling,
  body: object | undefined,
  text: RegExp,
  fix: RegExp,
])[] = [
  ['ecdsa-encoding', { ...version, after: asDer }, undefined, /^the signature is DER/, /^Send r \|\| s \(RFC 9421/],
  [
    'coverage',
    { ...version, components: [...components, 'idempotency-key'] },
    undefined,
    /idempotency-key/,
    /^Cover exactly/,
  ],
  ['version', {}, undefined, /^no Nopan-Version/, /^Send Nopan-Version: 0\.1\.$/],
  [
    'unknown-properties',
    version,
    { paymentDetails: details({ colour: 'red' }) },
    /^unknown properties were ignored: paymentDetails\.colour/,
    /^Remove them/,
  ],
  ['idempotency-key', { ...version, idempotencyKey: null }, undefined, /^no Idempotency-Key/, /^Send a new key/],
];

describe.each(cases)('%s', (id, spoiling, body, text, fix) => {
  it('is tolerated, and noted', async () => {
    const shop = tolerant as Shop;
    expect((await initiate(shop, body as Record<string, unknown>, spoiling)).status).toBe(200);
    const { tolerated = [] } = served.find(({ target }) => target === '/payments/initiate') ?? {};
    expect(tolerated).toEqual([
      expect.objectContaining({
        id,
        text: expect.stringMatching(text) as string,
        fix: expect.stringMatching(fix) as string,
      }),
    ]);
  });

  it('is rejected by a strict mock', async () => {
    const shop = strict as Shop;
    const { status } = await initiate(shop, body as Record<string, unknown>, spoiling);
    expect([400, 401]).toContain(status);
    const call = served.find(({ target }) => target === '/payments/initiate');
    expect(call).toMatchObject({ status, tolerated: [], fix: expect.stringMatching(fix) as string });
    expect(call?.reason).toMatch(text);
    expect(call?.reason).toMatch(/ \(--strict\)$/);
  });
});

it('another digest is noted', async () => {
  const shop = tolerant as Shop;
  const body = JSON.stringify(order(shop));
  const digest = createHash('sha512').update(body).digest('base64');
  const headers = { ...version.headers, 'Content-Digest': `sha-512=:${digest}:` };
  expect((await shop.call('POST', '/payments/initiate', body, { headers })).status).toBe(200);
  expect(served.at(-1)?.tolerated).toEqual([
    expect.objectContaining({ id: 'digest', text: 'Content-Digest is sha-512', fix: 'Send sha-256.' }),
  ]);
});

it('a request as the profile describes it passes a strict mock', async () => {
  expect((await initiate(strict as Shop, {}, version)).status).toBe(200);
  expect(served.at(-1)).toMatchObject({ method: 'POST', target: '/payments/initiate', status: 200, tolerated: [] });
});

it('the strict guard comes before a response is kept for a retry', () => {
  const names = strictGuards.map(({ name }) => name);
  expect(names.filter((name) => name !== 'strict')).toEqual(guards.map(({ name }) => name));
  expect(names.indexOf('strict')).toBe(names.indexOf('idempotency') - 1);
});

describe('a rejected call has a reason and a fix:', () => {
  const last = (): Partial<ServedCall> => served.at(-1) ?? {};

  it('a reference that was used before', async () => {
    const shop = tolerant as Shop;
    const body = order(shop);
    await shop.post('/payments/initiate', body, version);
    await shop.post('/payments/initiate', body, version);
    expect(last()).toMatchObject({
      ...{ status: 409, reasonCode: '5001' },
      reason: `The clientTransactionId ${String(body['clientTransactionId'])} was used before`,
      fix: expect.stringMatching(
        /^Send a new clientTransactionId for a new payment; repeat a request with its/,
      ) as string,
    });
  });

  it('invalid input', async () => {
    await initiate(tolerant as Shop, { returnUrl: 7 }, version);
    expect(last()).toMatchObject({
      status: 400,
      reasonCode: '4000',
      reason: expect.stringMatching(/^returnUrl: /) as string,
    });
    expect(last().fix).toMatch(/^Correct these fields/);
  });

  it('no signature', async () => {
    const after: Spoiling['after'] = (headers) => {
      delete headers['Signature-Input'];
    };
    await initiate(tolerant as Shop, {}, { after });
    expect(last()).toMatchObject({
      ...{ status: 400, reasonCode: '4990' },
      reason: 'The message has no Signature-Input',
      fix: 'Sign every message (RFC 9421 section 4).',
    });
  });

  it('a path that does not exist', async () => {
    await (tolerant as Shop).get('/payment');
    expect(last()).toMatchObject({ method: 'GET', target: '/payment', status: 404, reason: 'there is no such path' });
  });

  it('a response that is returned again', async () => {
    const shop = tolerant as Shop;
    const body = order(shop);
    await shop.post('/payments/initiate', body, version);
    for (let times = 0; times < 2; times++)
      await shop.post('/payments/initiate', body, { ...version, idempotencyKey: 'again' });
    expect(last().reason).toBe('the response to the first request with this Idempotency-Key, returned again');
  });

  it('a clock that was moved too far, which can be moved back', async () => {
    const shop = await Shop.enrol(mocks[0] as RunningMock);
    await shop.control('POST', '/clock', { advanceSeconds: 400.5 * 86_400, frozen: true });
    await initiate(shop, {}, version).catch(() => undefined);
    expect(last().fix).toMatch(/^The clock of this organization is 400 days ahead: reset it \(control API, clock\)\./);
    const { json } = await shop.control('POST', '/clock', { reset: true });
    expect(json).toMatchObject({ frozen: false });
    expect((await initiate(shop, {}, version)).status).toBe(200);
  });
});
