import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal, initiate, order, pending } from '../fixtures/orders.ts';
import { control, pem, privatePem, Shop, type Spoiling } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';
import { guards } from './list.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const components = ['@authority', '@method', '@request-target', 'content-digest', 'content-type', 'content-length'];
const foreignKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const without =
  (name: string): NonNullable<Spoiling['after']> =>
  (headers) => {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a header is what is left out
    delete headers[name];
  };

const inChunks: NonNullable<Spoiling['after']> = (headers) => {
  delete headers['Content-Length'];
  headers['Transfer-Encoding'] = 'chunked';
};

const changed =
  (name: string, change: (value: string) => string): NonNullable<Spoiling['after']> =>
  (headers) => {
    headers[name] = change(headers[name] ?? '');
  };

const digestOf = (text: string): string => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;

test('the guards stand in the order that Nopan implies', () => {
  expect(guards.map(({ name }) => name)).toEqual([
    'certificate',
    'rate-limit',
    'signature-format',
    'token',
    'signature',
    'scope',
    'version',
    'content',
    'query',
    'account',
    'idempotency',
    'lock',
    'faults',
  ]);
});

test('a request that nothing is wrong with passes them all', async () => {
  expect((await initiate(shop)).status).toBe(200);
});

describe('spoilt requests are refused', () => {
  const refusals: readonly (readonly [what: string, spoiling: Spoiling, status: number, reasonCode: string])[] = [
    ['no certificate', { tls: { cert: undefined, key: undefined } }, 400, '4980'],
    ['no signature', { after: without('Signature') }, 400, '4990'],
    ['no signature input', { after: without('Signature-Input') }, 400, '4990'],
    ['malformed signature input', { after: changed('Signature-Input', () => 'nopan_sig=(') }, 400, '4990'],
    ['another label', { after: changed('Signature', (value) => value.replace('nopan_sig', 'sig1')) }, 400, '4990'],
    ['no digest', { after: without('Content-Digest') }, 400, '4990'],
    ['the digest of another body', { after: changed('Content-Digest', () => digestOf('{}')) }, 400, '4990'],
    ['another body than the one signed', { sentBody: (body) => body.replace('2500', '9500') }, 400, '4990'],
    ['a body in chunks, without its length', { after: inChunks }, 400, '4990'],
    ['a component left out', { components: components.filter((name) => name !== '@method') }, 400, '4990'],
    ['a signature by another key', { key: foreignKey }, 401, '4992'],
    ['an unknown key id', { keyid: 'key-99' }, 401, '4992'],
    ['a signature of six minutes ago', { age: 360 }, 401, '4992'],
    ['a signature of the future', { age: -360 }, 401, '4992'],
    ['no access token', { token: null }, 401, '4970'],
    ['a malformed access token', { token: 'not-a-token' }, 401, '4970'],
    ['another scheme than Bearer', { token: null, headers: { Authorization: 'Basic eDp5' } }, 401, '4970'],
    ['a malformed version', { headers: { 'Nopan-Version': 'latest' } }, 400, '4000'],
    ['a version of the future', { headers: { 'Nopan-Version': '2.0' } }, 400, '4000'],
    ['a media type that is not JSON', { contentType: 'text/plain' }, 415, '4000'],
    ['a content in gzip', { headers: { 'Content-Encoding': 'gzip' } }, 415, '4000'],
    ['a key that is too long', { idempotencyKey: 'k'.repeat(256) }, 400, '4000'],
  ];

  test.each(refusals)('%s', async (_what, spoiling, status, reasonCode) => {
    expectRefusal(await initiate(shop, {}, spoiling), status, reasonCode);
  });
});

describe('what differs from the examples and is right all the same passes', () => {
  const variations: readonly (readonly [string, Spoiling])[] = [
    ['a version of the same major', { headers: { 'Nopan-Version': '0.9' } }],
    ['a content that says it is in no coding', { headers: { 'Content-Encoding': 'Identity' } }],
    ['no idempotency key', { idempotencyKey: null }],
    ['components in another order', { components: components.toReversed() }],
    ['another covered field', { components: [...components, 'authorization'] }],
  ];

  test.each(variations)('%s', async (_what, spoiling) => {
    expect((await initiate(shop, {}, spoiling)).status).toBe(200);
  });
});

test('a content that is not UTF-8 is refused', async () => {
  const [before = '', after = ''] = JSON.stringify(order(shop)).split('Two tickets');
  const body = Buffer.concat([Buffer.from(before), Buffer.from([0xc0, 0x80]), Buffer.from(after)]);
  expectRefusal(await shop.call('POST', '/payments/initiate', body, {}), 400, '4000');
});

test('a token has one spelling: bits of its signature that no byte needs are not ignored', async () => {
  const token = await shop.token();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const altered = token.slice(0, -1) + (alphabet[alphabet.indexOf(token.slice(-1)) + 1] ?? '');
  expect(Buffer.from(altered.slice(-86), 'base64url')).toEqual(Buffer.from(token.slice(-86), 'base64url'));
  expectRefusal(await initiate(shop, {}, { token: altered }), 401, '4970');
});

test('a setting refuses signatures that cover more than the profile demands', async () => {
  const strict = await startTestMock({ 'signature.extraComponents': 'refused' });
  const known = await Shop.enrol(strict);
  expect((await initiate(known)).status).toBe(200);
  expectRefusal(await initiate(known, {}, { components: [...components, 'authorization'] }), 400, '4990');
  await strict.close();
});

describe('certificates', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  const issued = async (dates: object): Promise<Spoiling> => {
    const answer = await shop.control('POST', '/certificates', { publicKey: pem(publicKey), ...dates });
    return { tls: { cert: textOf(answer, 'certificate'), key: privatePem(privateKey) } };
  };

  test('an expired one is a certificate error', async () => {
    const dates = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2021-01-01T00:00:00Z' };
    expectRefusal(await initiate(shop, {}, await issued(dates)), 400, '4980');
  });

  test('one that is not valid yet is a certificate error', async () => {
    const dates = { notBefore: '2090-01-01T00:00:00Z', notAfter: '2091-01-01T00:00:00Z' };
    expectRefusal(await initiate(shop, {}, await issued(dates)), 400, '4980');
  });

  test('a second one works beside the first, so that certificates can be rotated', async () => {
    expect((await initiate(shop, {}, await issued({}))).status).toBe(200);
    expect((await initiate(shop)).status).toBe(200);
  });

  test('one of another authority is not allowed, whatever it says', async () => {
    const other = await startTestMock();
    const stranger = await Shop.enrol(other);
    await other.close();
    const tls = { cert: stranger.certificate, key: privatePem(stranger.tlsKey) };
    expectRefusal(await initiate(shop, {}, { tls }), 403, '4971');
  });

  test('a server certificate of the right authority is not allowed', async () => {
    const body = { publicKey: pem(publicKey), names: [shop.organizationId] };
    const answer = await control(mock, 'POST', '/certificates/server', body);
    const tls = { cert: textOf(answer, 'certificate'), key: privatePem(privateKey) };
    expectRefusal(await initiate(shop, {}, { tls }), 403, '4971');
  });
});

describe('access tokens', () => {
  test('one for reading does not allow payments', async () => {
    const token = await shop.token('payments:read');
    const id = await pending(shop);
    expect((await shop.get(`/payments/${id}/status`, { token })).status).toBe(200);
    expectRefusal(await initiate(shop, {}, { token }), 403, '4971');
  });

  test('one for payments allows reading', async () => {
    const token = await shop.token('payments:process');
    const id = await pending(shop);
    expect((await shop.get(`/payments/${id}/status`, { token })).status).toBe(200);
  });

  test('one of another organization is no authentication', async () => {
    const other = await Shop.enrol(mock);
    expectRefusal(await initiate(shop, {}, { token: await other.token() }), 401, '4970');
  });

  test('an altered one is no authentication', async () => {
    const [header = '', payload = '', signature = ''] = (await shop.token('payments:read')).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, scope: 'payments:process' })).toString('base64url');
    expectRefusal(await initiate(shop, {}, { token: `${header}.${forged}.${signature}` }), 401, '4970');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    expectRefusal(await initiate(shop, {}, { token: `${none}.${forged}.` }), 401, '4970');
  });

  test('one expires after two hours of the organization, and for nobody else', async () => {
    const traveller = await Shop.enrol(mock);
    const token = await traveller.token();
    await traveller.advance(7190);
    expect((await initiate(traveller, {}, { token })).status).toBe(200);
    await traveller.advance(20);
    expectRefusal(await initiate(traveller, {}, { token }), 401, '4061');
    expect((await initiate(traveller, {}, { token: await traveller.token() })).status).toBe(200);
    expect((await initiate(shop)).status).toBe(200);
  });
});

describe('contents', () => {
  test('each missing or wrong field is named', async () => {
    const paymentDetails = { amount: 0, country: 'IT', description: 'x' };
    const body = order(shop, { clientTransactionId: undefined, paymentDetails, unknown: 1 });
    const answer = await shop.post('/payments/initiate', body);
    expectRefusal(answer, 400, '4000');
    expect(answer.json['fields']).toEqual({
      clientTransactionId: 'Client Transaction ID is required',
      'paymentDetails.amount': 'Amount must be at least 1',
      'paymentDetails.currency': 'Currency is required',
      unknown: 'Unknown is not a known property',
    });
  });

  test('what is no JSON is malformed', async () => {
    const answer = await shop.call('POST', '/payments/initiate', '{"a":', {});
    expectRefusal(answer, 400, '4000');
    expect(answer.json['statusInfo']).toMatchObject({
      message: expect.stringContaining('schema validation') as string,
    });
  });

  test('no content at all is refused', async () => {
    expectRefusal(await shop.post('/payments/initiate', undefined), 415, '4000');
  });

  test("another organization's account is not allowed", async () => {
    const other = await Shop.enrol(mock);
    expectRefusal(await initiate(shop, { processingAccountId: other.account }), 403, '4971');
  });

  test("the organization's second account is its own", async () => {
    expect((await initiate(shop, { processingAccountId: shop.accounts[1] })).status).toBe(200);
  });
});

describe('layers', () => {
  test('a failing layer hides what lies behind it', async () => {
    const everything: Spoiling = {
      tls: { cert: undefined, key: undefined },
      after: without('Signature'),
      token: null,
    };
    expectRefusal(await initiate(shop, { clientTransactionId: '' }, everything), 400, '4980');
    expectRefusal(await initiate(shop, {}, { after: without('Signature'), token: null }), 400, '4990');
    expectRefusal(await initiate(shop, {}, { token: null, keyid: 'key-99' }), 401, '4970');
    const reading = await shop.token('payments:read');
    expectRefusal(await initiate(shop, {}, { token: reading, keyid: 'key-99' }), 401, '4992');
    expectRefusal(await initiate(shop, { clientTransactionId: '' }, { token: reading }), 403, '4971');
  });
});
