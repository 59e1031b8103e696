import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal } from '../fixtures/orders.ts';
import { Shop } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

describe('access tokens', () => {
  const form = () => ({ grant_type: 'client_credentials', client_id: shop.organizationId });

  test('are issued for the scopes that are asked for', async () => {
    const answer = await shop.requestToken({ ...form(), scope: 'payments:read data:reports' });
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 7200,
      refresh_expires_in: 0,
      'not-before-policy': 0,
      scope: 'payments:read data:reports',
    });
    const [header = ''] = textOf(answer, 'access_token').split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'ES256', typ: 'JWT' });
  });

  test('are for reading unless a scope is named', async () => {
    expect((await shop.requestToken(form())).json['scope']).toBe('payments:read');
  });

  test.each([
    ['another grant type', { grant_type: 'password' }, 400, '4000'],
    ['a field too many', { client_secret: 'x' }, 400, '4000'],
    ['another organization', { client_id: 'org-2' }, 403, '4971'],
    ['an unknown scope', { scope: 'payments:admin' }, 403, '4971'],
  ])('are refused for %s', async (_what, changes, status, reasonCode) => {
    expectRefusal(await shop.requestToken({ ...form(), ...changes }), status, reasonCode);
  });

  test('are refused for JSON, and for a repeated field', async () => {
    expectRefusal(await shop.requestToken(form(), { contentType: 'application/json' }), 415, '4000');
    const content = `${new URLSearchParams(form()).toString()}&client_id=org-2`;
    const repeated = { contentType: 'application/x-www-form-urlencoded', token: null };
    expectRefusal(await shop.call('POST', '/auth/token', content, repeated), 400, '4000');
  });

  test('are refused without naming fields: the envelope of this operation has no place for them (OAS)', async () => {
    const { status, json } = await shop.requestToken({ ...form(), grant_type: 'password' });
    expect([status, Object.keys(json)]).toEqual([400, ['status', 'statusInfo', 'callId']]);
  });

  test('demand a signature too', async () => {
    expectRefusal(await shop.requestToken(form(), { after: (headers) => delete headers['Signature'] }), 400, '4990');
    expectRefusal(await shop.requestToken(form(), { keyid: 'key-99' }), 401, '4992');
  });
});
