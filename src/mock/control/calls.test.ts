import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemasDir } from '../../contract/locations.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { control, Shop } from '../fixtures/shop.ts';
import { send } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';
import { routes } from './routes.ts';

let mock: RunningMock;
beforeAll(async () => {
  mock = await startTestMock();
});
afterAll(() => mock.close());

test('the list names every call, with the schema of its content', async () => {
  const { json } = await control(mock, 'GET', '/');
  const calls = json['calls'] as Record<string, string>[];
  expect(calls).toHaveLength(routes.length);
  expect(calls).toContainEqual({
    method: 'POST',
    path: '/organizations/:id/clock',
    summary:
      "Moves an organization's clock forward or back to the mock's own time, makes it stand still or go on; what is due by then happens.",
    schema: 'specs/schemas/control/clock.request.json',
  });
});

test('every schema of a content is that of a call', () => {
  const known = new Set(routes.flatMap(({ body }) => (body === undefined ? [] : [`control/${body}.request`])));
  expect(loadSchemas(schemasDir).ids.filter((id) => id.startsWith('control/'))).toEqual([...known].sort());
});

describe('a call that cannot be served says why', () => {
  const authorization = () => ({ authorization: `Bearer ${mock.controlSecret}` });
  const raw = (method: string, path: string, headers: object, body?: string) =>
    send(`${mock.controlUrl}${path}`, { method, ca: mock.trust, headers: { ...authorization(), ...headers } }, body);
  const json = { 'content-type': 'application/json' };

  test.each([
    ['another method', 'PUT', '/organizations', json, '{}', 405, '/organizations is not called by PUT'],
    [
      'another type of content',
      'POST',
      '/organizations',
      { 'content-type': 'text/plain' },
      'x',
      415,
      'Unsupported Media Type',
    ],
    ['no content', 'POST', '/organizations/:id/clock', {}, undefined, 400, 'The content must be an object'],
    ['broken JSON', 'POST', '/organizations', json, '{"a":', 400, 'The content is no JSON'],
    [
      'too large a content',
      'POST',
      '/organizations',
      json,
      `{"name":"${'x'.repeat(2 ** 20)}"}`,
      413,
      'Request body is too large',
    ],
    [
      'a state of no delivery',
      'GET',
      '/organizations/:id/deliveries?state=lost',
      {},
      undefined,
      400,
      'The query names no state of a delivery',
    ],
  ])('%s', async (_what, method, path, headers, body, status, message) => {
    const { organizationId } = await Shop.enrol(mock);
    const answer = await raw(method, path.replace(':id', organizationId), headers, body);
    expect([answer.status, answer.json]).toMatchObject([status, { error: { message } }]);
    if (status === 405) expect(answer.headers['allow']).toBe('POST, GET');
  });

  test.each([['https://user:password@hooks.example.com/'], ['ftp://hooks.example.com/'], ['https://']])(
    'an endpoint at %s',
    async (url) => {
      const shop = await Shop.enrol(mock);
      expect((await shop.control('PUT', '/webhooks', { endpoints: [{ url }] })).status).toBe(400);
      expect((await shop.control('GET', '/webhooks')).json).toEqual({ endpoints: [] });
    },
  );

  test('more endpoints than anybody has', async () => {
    const shop = await Shop.enrol(mock);
    const endpoints = Array.from({ length: 21 }, () => ({ url: 'https://hooks.example.com/' }));
    expect((await shop.control('PUT', '/webhooks', { endpoints })).status).toBe(400);
  });
});

test('nobody learns anything without the secret, not even what there is', async () => {
  for (const path of ['/', '/organizations', '/nothing']) {
    const answer = await send(`${mock.controlUrl}${path}`, { ca: mock.trust });
    expect([answer.status, answer.json]).toMatchObject([
      401,
      { error: { expected: 'Authorization: Bearer <secret>' } },
    ]);
  }
});

test('it trusts no plain HTTP', async () => {
  const plain = mock.controlUrl.replace('https:', 'http:');
  await expect(fetch(plain)).rejects.toThrow();
});
