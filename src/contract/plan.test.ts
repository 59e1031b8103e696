import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { requestsDir, schemasDir } from './locations.ts';
import { plan } from './plan.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';
import type { Variables } from './variables.ts';

const schemas = loadSchemas(schemasDir);
const specs = loadRequestSpecs(requestsDir, schemas);
const variables = { 'account.id': 'pa-1', transactionId: 'p9vhkuj92yav', clientTransactionId: 'order-1' };

test('a planned request', () => {
  expect(plan(specs, 'payments/cancel', { variables })).toEqual({
    spec: 'payments/cancel',
    method: 'POST',
    path: '/payments/cancel',
    target: '/payments/cancel',
    headers: {},
    contentType: 'application/json',
    body: { processingAccountId: 'pa-1', clientTransactionId: 'order-1', transactionId: 'p9vhkuj92yav' },
    idempotent: true,
    authenticated: true,
  });
});

test('variants are merged in their order, overrides last, and null removes', () => {
  const made = plan(specs, 'payments/initiate', {
    variant: 'blik+deferred-capture',
    overrides: { metadata: null, paymentDetails: { amount: '${amount}' }, payerDetails: { payerId: 'me' } },
    variables: { 'account.id': 'pa-1', 'unique.order': 'order-1', 'unique.oneTimeCode': '123456', amount: 5 },
  });
  expect(made.spec).toBe('payments/initiate#blik+deferred-capture');
  expect(made.body).toEqual({
    processingAccountId: 'pa-1',
    clientTransactionId: 'order-1',
    returnUrl: 'https://shop.example/return',
    transactionType: 'ONE_TIME',
    paymentDetails: { amount: 5, currency: 'PLN', country: 'PL', description: 'Two tickets', autoCapture: false },
    providerDetails: { providerId: 'BLIK' },
    payerDetails: { payerId: 'me', oneTimeCode: '123456' },
  });
});

test('a variant may stand behind the id', () => {
  const options = { variables: { ...variables, 'unique.refund': 'r-1' } };
  expect(plan(specs, 'payments/refund#partial', options)).toEqual(
    plan(specs, 'payments/refund', { ...options, variant: 'partial' }),
  );
});

test('a variable in a path is percent-encoded; one that is the whole path is not', () => {
  expect(plan(specs, 'payments/status', { variables: { transactionId: '../a b' } }).target).toBe(
    '/payments/..%2Fa%20b/status',
  );
  expect(plan(specs, 'payments/status', { variables: { transactionId: 'p1' } }).path).toBe(
    '/payments/{transactionId}/status',
  );
  expect(plan(specs, 'auth/jwks', { variables: { 'protocol.jwks.path': '/.well-known/jwks.json' } })).toEqual({
    spec: 'auth/jwks',
    method: 'GET',
    path: '{protocol.jwks.path}',
    target: '/.well-known/jwks.json',
    headers: {},
    idempotent: false,
    authenticated: false,
  });
});

const search = `id: search
summary: s
source: s
request:
  method: GET
  path: \${path}
  scope: data:reports
  query: { from: "\${now}", name: "50 % & more=\${name}", type: FEE }
responses: { default: {} }
variants:
  all: { summary: s, merge: { query: { type: null } } }
  of-account: { summary: s, merge: { query: { "account id": "\${account}" } } }
  bare: { summary: s, merge: { query: { from: null, name: null, type: null } } }
`;

describe('a query', () => {
  const targetOf = (variant: string | undefined, more: Variables = {}) =>
    plan(loadRequestSpecs(folder({ 'search.yaml': search }), schemas), 'search', {
      ...(variant !== undefined && { variant }),
      variables: { path: '/reports', now: '2026-01-19T12:00:00+01:00', name: 'ö/?', account: 7, ...more },
    }).target;

  test('has its names and values percent-encoded', () => {
    expect(targetOf('of-account')).toBe(
      '/reports?from=2026-01-19T12%3A00%3A00%2B01%3A00&name=50%20%25%20%26%20more%3D%C3%B6%2F%3F&type=FEE&account%20id=7',
    );
  });

  test('loses what a variant removes, and its question mark with the last of it', () => {
    const name = '50%20%25%20%26%20more%3D%C3%B6%2F%3F';
    expect(targetOf('all')).toBe(`/reports?from=2026-01-19T12%3A00%3A00%2B01%3A00&name=${name}`);
    expect(targetOf('bare')).toBe('/reports');
  });

  test('goes on where a path that is a variable has one already', () => {
    expect(targetOf('bare+of-account', { path: '/reports?tenant=1' })).toBe('/reports?tenant=1&account%20id=7');
  });

  test('takes half a surrogate pair for the replacement character, since UTF-8 has none', () => {
    expect(targetOf('bare+of-account', { account: '\ud800' })).toBe('/reports?account%20id=%EF%BF%BD');
  });

  test('tells the place of an unknown variable', () => {
    const dir = folder({ 'search.yaml': search });
    const make = () =>
      plan(loadRequestSpecs(dir, schemas), 'search#of-account', { variables: { path: '/', now: '', name: '' } });
    expect(told(make)).toMatchObject({
      code: 'ERR_VARIABLE',
      message: 'There is no variable ${account}',
      where: `${join(dir, 'search.yaml')}:12:61`,
    });
  });
});

test('the scope of the access token is that of the spec', () => {
  const specs = loadRequestSpecs(folder({ 'search.yaml': search }), schemas);
  const variables = { path: '/', now: '', name: '' };
  expect(plan(specs, 'search', { variables }).scope).toBe('data:reports');
});

test('a function gives each plan a new value, and one plan the same value wherever it is named', () => {
  let count = 0;
  const fresh = { n: () => `n-${String(++count)}` };
  const dir = folder({
    'twice.yaml':
      'id: twice\nsummary: s\nsource: s\nrequest: { method: POST, path: "/${n}", body: { a: "${n}", b: "x${n}" } }\nresponses: { default: {} }\n',
  });
  const twice = loadRequestSpecs(dir, schemas);
  expect(plan(twice, 'twice', { variables: fresh })).toMatchObject({ target: '/n-1', body: { a: 'n-1', b: 'xn-1' } });
  expect(plan(twice, 'twice', { variables: fresh })).toMatchObject({ target: '/n-2', body: { a: 'n-2', b: 'xn-2' } });
});

test('an unknown variable', () => {
  expect(
    told(() =>
      plan(specs, 'payments/cancel', {
        variables: { 'account.id': 'pa-1', transactionid: 'p9vhkuj92yav', clientTransactionId: 'o' },
      }),
    ),
  ).toEqual({
    code: 'ERR_VARIABLE',
    message: 'There is no variable ${transactionId}',
    where: `${join('specs', 'requests', 'payments', 'cancel.yaml')}:13:20`,
    expected: 'one of account.id, transactionid, clientTransactionId',
    advice: 'Did you mean ${transactionid}?',
  });
});

test('an unknown variable of a variant, and of an override', () => {
  expect(told(() => plan(specs, 'mock/set#by-payer', { variables }))).toMatchObject({
    message: 'There is no variable ${payerId}',
    where: `${join('specs', 'requests', 'mock', 'set.yaml')}:35:18`,
    advice: 'Set it, or make the call that captures it first.',
  });
  expect(
    told(() => plan(specs, 'payments/cancel', { variables, overrides: { transactionId: '${other}' } })),
  ).toMatchObject({
    message: 'There is no variable ${other}',
    where: 'overrides of payments/cancel, /transactionId',
  });
});

test('an unknown variable that an override replaces is not asked for', () => {
  const { body } = plan(specs, 'payments/cancel', {
    variables: { 'account.id': 'pa-1' },
    overrides: { transactionId: 'a', clientTransactionId: 'b' },
  });
  expect(body).toEqual({ processingAccountId: 'pa-1', transactionId: 'a', clientTransactionId: 'b' });
});

test('an unknown variant', () => {
  expect(told(() => plan(specs, 'payments/refund', { variant: 'partail', variables }))).toEqual({
    code: 'ERR_SPEC',
    message: 'payments/refund has no variant partail',
    where: `${join('specs', 'requests', 'payments', 'refund.yaml')}:27:3`,
    expected: 'one of partial, too-much',
    advice: 'Did you mean partial?',
  });
});

test('a path that a variable makes relative', () => {
  expect(told(() => plan(specs, 'auth/jwks', { variables: { 'protocol.jwks.path': 'jwks' } }))).toMatchObject({
    code: 'ERR_VARIABLE',
    message: 'The path jwks does not begin with a slash',
  });
});
