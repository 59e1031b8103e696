import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { requestsDir, schemasDir } from './locations.ts';
import { plan } from './plan.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';

const schemas = loadSchemas(schemasDir);
const specs = loadRequestSpecs(requestsDir, schemas);

const variables = {
  'account.id': 'pa-1',
  'organization.id': 'org-1',
  'protocol.token.path': '/auth/token',
  'protocol.jwks.path': '/auth/jwks',
  'unique.order': 'order-1',
  'unique.capture': 'capture-1',
  'unique.refund': 'refund-1',
  'unique.payer': 'payer-1',
  'unique.oneTimeCode': '123456',
  'unique.organization': 'organization-1',
  clientTransactionId: 'order-1',
  payerId: 'payer-1',
  paymentToken: 'token',
  'protocol.payments.approvalMethod': 'POST',
  reportId: '550e8400-e29b-41d4-a716-446655440000',
  scope: 'payments:read payments:process',
  'time.monthAgo': '2025-12-19T12:00:00.000Z',
  'time.now': '2026-01-19T12:00:00.000Z',
  transactionId: 'p9vhkuj92yav',
};

/** Variants that are meant to be refused, with what is wrong with them. */
const wrong: Record<string, string[]> = {
  'auth/token#unknown-grant': ['/grant_type must be one of client_credentials'],
  'reports/search#without-start': ['/from is required'],
};

const calls = specs.ids.flatMap((id) => [
  id,
  ...Object.keys(specs.get(id).value.variants ?? {}).map((variant) => `${id}#${variant}`),
]);

test.each(calls)('%s is a request as documented', (call) => {
  const { body, target, method, idempotent } = plan(specs, call, { variables });
  expect(idempotent).toBe(method !== 'GET' && !call.startsWith('auth/'));
  const query = target.split('?')[1];
  const input = query === undefined ? body : Object.fromEntries(new URLSearchParams(query));
  if (input === undefined) return;
  const violations = schemas.violations(`${call.split('#')[0] ?? ''}.request`, input);
  expect(violations.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(wrong[call] ?? []);
});

test('the folder holds one spec for each operation, and for what is none', () => {
  expect(specs.ids).toEqual([
    'auth/jwks',
    'auth/token',
    'errors/unknown-path',
    'errors/wrong-method',
    'mock/approve',
    'mock/decline',
    'mock/expire',
    'mock/set',
    'payments/cancel',
    'payments/capture',
    'payments/charge',
    'payments/events',
    'payments/finalize',
    'payments/initiate',
    'payments/refund',
    'payments/status',
    'reports/download',
    'reports/search',
  ]);
});

describe('a broken spec is refused', () => {
  const spec = `id: ping
summary: Say hello
source: none
request:
  method: POST
  path: /ping
  body:
    text: hello
responses:
  200: { schema: error }
`;

  /** What is told about the spec with one passage replaced, its file cut from the place. */
  function toldOf(passage: string, replacement: string) {
    expect(spec).toContain(passage);
    const dir = folder({ 'ping.yaml': spec.replace(passage, replacement) });
    const { where = '', ...others } = told(() => loadRequestSpecs(dir, schemas));
    return { where: where.replace(join(dir, 'ping.yaml'), ''), ...others };
  }

  test('unless it is sound', () => {
    expect(loadRequestSpecs(folder({ 'ping.yaml': spec }), schemas).ids).toEqual(['ping']);
  });

  test('it names a schema that does not exist', () => {
    expect(toldOf('schema: error', 'schema: eror')).toEqual({
      code: 'ERR_SPEC',
      message: 'There is no schema eror',
      where: ':10:18',
      expected: `a file ${join(tmpdir(), 'schemas/eror.json')}`,
      advice: 'Did you mean error?',
    });
  });

  test('its id is not its path', () => {
    expect(toldOf('id: ping', 'id: pong')).toEqual({
      code: 'ERR_SPEC',
      message: "The id pong is not the file's path",
      where: ':1:5',
      expected: 'ping',
      actual: 'pong',
      advice: 'Write id: ping, or move the file.',
    });
  });

  test('it has a key that is not known, which is told before the one that is missing', () => {
    const { message, ...others } = toldOf('  method: POST', '  methd: POST');
    expect(message).toBe('request.methd is not a known property');
    expect(others).toEqual({
      code: 'ERR_SPEC',
      where: ':5:3',
      expected: 'one of method, path, query, headers, contentType, body, idempotent, authenticated, scope',
      advice: 'Did you mean method?',
    });
  });

  test('it answers with something that is no status', () => {
    expect(toldOf('200:', '2000:')).toMatchObject({
      message: 'responses.2000 is not a known property',
      where: ':10:3',
    });
  });

  test('it has a variable without an end', () => {
    expect(toldOf('text: hello', 'text: "${account.id"')).toEqual({
      code: 'ERR_SPEC',
      message: '${account.id is not a variable',
      where: ':8:11',
      expected: '${name}, of letters, digits and dots',
      actual: '${account.id',
      advice: 'Close the brace, or correct the name.',
    });
  });

  test('it captures by something that is no pointer', () => {
    expect(toldOf('{ schema: error }', '{ capture: { id: callId } }')).toMatchObject({
      message: 'responses.200.capture.id must be a json-pointer',
      where: ':10:25',
    });
  });

  test('a path is neither absolute nor a variable', () => {
    expect(toldOf('path: /ping', 'path: ping')).toMatchObject({
      message: 'request.path must be text that matches ^(/|\\$\\{)',
      where: ':6:9',
    });
  });
});

test('a spec that does not exist', () => {
  expect(told(() => specs.get('payments/caputre'))).toEqual({
    code: 'ERR_SPEC',
    message: 'There is no request spec payments/caputre',
    where: join('specs', 'requests'),
    expected: 'a file payments/caputre.yaml',
    advice: 'Did you mean payments/capture?',
  });
});
