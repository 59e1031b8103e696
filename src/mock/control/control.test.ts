import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { initiate } from '../fixtures/orders.ts';
import { control, pem, Shop } from '../fixtures/shop.ts';
import { send, textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const newKey = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve });

test('a call without the control secret is refused', async () => {
  for (const authorization of [undefined, 'Bearer wrong', mock.controlSecret]) {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await send(`${mock.controlUrl}/organizations`, { method: 'POST', ca: mock.trust, headers }, '{}');
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({
      error: { code: 'ERR_CONTROL', message: 'The control secret is missing or wrong' },
    });
  }
});

test('an organization has accounts and a webhook secret of its own', async () => {
  const [first, second] = [
    await control(mock, 'POST', '/organizations', {}),
    await control(mock, 'POST', '/organizations', { name: 'Shop' }),
  ];
  expect(first.status).toBe(201);
  expect(textOf(first, 'organizationId')).toMatch(/^org-[0-9a-z]{12}$/);
  expect(first.json['processingAccountIds']).toHaveLength(2);
  expect(textOf(first, 'webhookSecret')).not.toBe(textOf(second, 'webhookSecret'));
});

test('a client certificate names its organization', () => {
  const { subject, ca, keyUsage } = new X509Certificate(shop.certificate);
  expect(subject.split('\n')).toEqual(['C=NL', 'O=Example merchant', `CN=${shop.organizationId}`]);
  expect([ca, keyUsage]).toEqual([false, ['1.3.6.1.5.5.7.3.2']]);
});

describe('signing keys', () => {
  test.each(['P-256', 'P-384', 'P-521'])('on %s are taken', async (curve) => {
    const keyid = `on-${curve}`;
    const answer = await shop.control('POST', '/keys', { publicKey: pem(newKey(curve).publicKey), keyid });
    expect([answer.status, answer.json]).toEqual([201, { keyid }]);
  });

  test('an organization may have several', async () => {
    const { privateKey, publicKey } = newKey();
    const keyid = textOf(await shop.control('POST', '/keys', { publicKey: pem(publicKey) }), 'keyid');
    expect((await initiate(shop, {}, { key: privateKey, keyid })).status).toBe(200);
    expect((await initiate(shop)).status).toBe(200);
  });

  test('with an id that is taken are refused', async () => {
    const answer = await shop.control('POST', '/keys', { publicKey: pem(newKey().publicKey), keyid: shop.keyid });
    expect([answer.status, answer.json]).toMatchObject([409, { error: { code: 'ERR_CONTROL' } }]);
  });

  test('of RSA are refused', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const answer = await shop.control('POST', '/keys', { publicKey: pem(publicKey) });
    expect([answer.status, answer.json]).toMatchObject([
      400,
      { error: { code: 'ERR_KEY', expected: 'an ECDSA key on P-256, P-384 or P-521' } },
    ]);
  });

  test('are not those of certificates, either way', async () => {
    const used = { error: { code: 'ERR_KEY', message: 'One key is used for TLS and for signing' } };
    const certified = pem(createPublicKey(shop.tlsKey));
    expect((await shop.control('POST', '/keys', { publicKey: certified })).json).toMatchObject(used);
    const publicKey = pem(newKey().publicKey);
    await shop.control('POST', '/keys', { publicKey });
    expect((await shop.control('POST', '/certificates', { publicKey })).json).toMatchObject(used);
  });
});

test.each([
  ['POST', '/organizations/none/clock', { advanceSeconds: 1 }, 404, 'There is no organization none'],
  ['GET', '/organizations/none/deliveries', undefined, 404, 'There is no organization none'],
  ['GET', '/nothing', undefined, 404, 'There is no GET /nothing'],
  ['POST', '/certificates/server', { publicKey: 'no PEM', names: ['127.0.0.1'] }, 400, 'The public key cannot be read'],
  ['POST', '/organizations', { nmae: 'x' }, 400, 'The content /nmae is not a known property'],
])('%s %s with %j is refused', async (method, path, body, status, message) => {
  const answer = await control(mock, method, path, body);
  expect([answer.status, answer.json]).toMatchObject([status, { error: { message } }]);
});

test.each([
  ['/clock', 'POST', { advanceSeconds: -1 }, 'The content /advanceSeconds must be at least 0'],
  ['/clock', 'POST', { advanceSeconds: 1e14 }, 'The content /advanceSeconds must be at most 315360000'],
  ['/clock', 'POST', { advanceSeconds: '5' }, 'The content /advanceSeconds must be a number'],
  [
    '/webhooks',
    'PUT',
    { endpoints: [{ url: 'http://x' }] },
    'The content /endpoints/0/url must be text that matches ^https://[^/?#@]+([/?#]|$)',
  ],
])('%s: %s of %j is refused', async (path, method, body, message) => {
  const answer = await shop.control(method, path, body);
  expect([answer.status, answer.json]).toMatchObject([400, { error: { message } }]);
});

test('the clock tells the time that it was moved to', async () => {
  const traveller = await Shop.enrol(mock);
  const before = Date.now();
  const answer = await traveller.control('POST', '/clock', { advanceSeconds: 3600 });
  const ahead = Date.parse(textOf(answer, 'now')) - before;
  expect(ahead).toBeGreaterThanOrEqual(3_600_000);
  expect(ahead).toBeLessThan(3_660_000);
});
